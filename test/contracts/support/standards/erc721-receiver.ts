import { getAddress } from 'viem';
import { beforeEach, describe, expect, it } from 'vitest';
import { assert } from '../assert.ts';
import { deployReceiver, MANNER } from '../market-mocks.ts';
import type { TokenCase } from './token-case.ts';

/** ERC-721's safe transfers, and what receivers can do to them. */
export function behavesLikeErc721Sender(make: () => Promise<TokenCase>): void {
  describe('as a sender to ERC-721 receivers', () => {
    let c: TokenCase;
    beforeEach(async () => (c = await make()));
    const owner = () => getAddress(c.owner.account.address);
    const send = (to: `0x${string}`, data?: `0x${string}`) =>
      data === undefined
        ? c.token.write.safeTransferFrom([owner(), to, c.tokenId], { account: c.owner.account })
        : c.token.write.safeTransferFrom([owner(), to, c.tokenId, data], { account: c.owner.account });
    const holder = () => c.token.read.ownerOf([c.tokenId]);

    it('asks nothing of an account without code', async () => {
      const to = getAddress(c.stranger.account.address);
      await send(to);
      expect(await holder()).toBe(to);
    });

    it('tells a receiver who sent what from whom', async () => {
      const receiver = await deployReceiver(MANNER.Accept);
      await assert.emits(send(receiver.address, '0xc0ffee'), receiver, 'Received', [
        owner(),
        owner(),
        c.tokenId,
        '0xc0ffee',
      ]);
      expect(await holder()).toBe(getAddress(receiver.address));
    });

    it('tells a receiver whom the owner had send it', async () => {
      const receiver = await deployReceiver(MANNER.Accept);
      const operator = getAddress(c.operator.account.address);
      await c.token.write.approve([operator, c.tokenId], { account: c.owner.account });
      const sent = c.token.write.safeTransferFrom([owner(), receiver.address, c.tokenId], {
        account: c.operator.account,
      });
      await assert.emits(sent, receiver, 'Received', [operator, owner(), c.tokenId, '0x']);
    });

    it('asks no receiver before whoever sends has the right to', async () => {
      const receiver = await deployReceiver(MANNER.Refuse);
      const sent = c.token.write.safeTransferFrom([owner(), receiver.address, c.tokenId], {
        account: c.stranger.account,
      });
      const facts = [getAddress(c.stranger.account.address), c.tokenId] as const;
      await assert.reverts(sent, c.token, 'ERC721InsufficientApproval', [...facts]);
    });

    it('sends nothing to a contract that is no receiver, or answers wrongly', async () => {
      const wrong = await deployReceiver(MANNER.AnswerWrongly);
      for (const { address } of [wrong, c.token]) {
        await assert.reverts(send(address), c.token, 'ERC721InvalidReceiver', [getAddress(address)]);
      }
      expect(await holder()).toBe(owner());
    });

    it('passes on a receiver’s refusal', async () => {
      const receiver = await deployReceiver(MANNER.Refuse);
      await assert.reverts(send(receiver.address), receiver, 'TokenReceiver_Refused', []);
    });

    it('undoes a transfer whose receiver eats all gas', async () => {
      const receiver = await deployReceiver(MANNER.EatGas);
      const call = c.token.write.safeTransferFrom([owner(), receiver.address, c.tokenId], {
        account: c.owner.account,
        gas: 1_000_000n,
      });
      await expect(call).rejects.toThrow();
      expect(await holder()).toBe(owner());
    });

    it('asks no receiver in a plain transfer', async () => {
      const receiver = await deployReceiver(MANNER.Refuse);
      await c.token.write.transferFrom([owner(), receiver.address, c.tokenId], { account: c.owner.account });
      expect(await holder()).toBe(getAddress(receiver.address));
    });
  });
}
