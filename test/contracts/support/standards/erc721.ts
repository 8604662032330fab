import { getAddress, zeroAddress } from 'viem';
import { beforeEach, describe, expect, it } from 'vitest';
import { assert } from '../assert.ts';
import type { Wallet } from '../contract.ts';
import type { TokenCase } from './token-case.ts';

const UNKNOWN = 2n ** 200n + 7n;

/** ERC-721 without its receivers: owners, transfers and approvals. */
export function behavesLikeErc721(make: () => Promise<TokenCase>): void {
  describe('as ERC-721', () => {
    let c: TokenCase;
    beforeEach(async () => (c = await make()));
    const at = (wallet: Wallet) => getAddress(wallet.account.address);
    const transfer = (by: Wallet, from = at(c.owner), to = at(c.stranger), tokenId = c.tokenId) =>
      c.token.write.transferFrom([from, to, tokenId], { account: by.account });
    const approve = (by: Wallet, to: `0x${string}`, tokenId = c.tokenId) =>
      c.token.write.approve([to, tokenId], { account: by.account });
    const setOperator = (approved: boolean) =>
      c.token.write.setApprovalForAll([at(c.operator), approved], { account: c.owner.account });

    it('counts the tokens of an owner', async () => {
      expect(await c.token.read.balanceOf([at(c.owner)])).toBe(2n);
      expect(await c.token.read.balanceOf([at(c.stranger)])).toBe(0n);
      const nobody = c.token.read.balanceOf([zeroAddress]);
      await assert.reverts(nobody, c.token, 'ERC721InvalidOwner', [zeroAddress]);
    });

    it('knows nothing of a token that does not exist', async () => {
      for (const call of [
        () => c.token.read.ownerOf([UNKNOWN]),
        () => c.token.read.getApproved([UNKNOWN]),
        () => approve(c.owner, at(c.operator), UNKNOWN),
        () => transfer(c.owner, at(c.owner), at(c.stranger), UNKNOWN),
      ]) {
        await assert.reverts(call(), c.token, 'ERC721NonexistentToken', [UNKNOWN]);
      }
    });

    it('has a name, a symbol and a URI for each token', async () => {
      expect(await c.token.read.name()).toMatch(/^Cultivar /);
      expect(await c.token.read.symbol()).toMatch(/^CULT/);
      expect(await c.token.read.tokenURI([c.tokenId])).toMatch(/^(ipfs|data):/);
    });

    it('moves a token by its owner', async () => {
      const call = transfer(c.owner);
      await assert.emits(call, c.token, 'Transfer', [at(c.owner), at(c.stranger), c.tokenId]);
      expect(await c.token.read.ownerOf([c.tokenId])).toBe(at(c.stranger));
      expect(await c.token.read.balanceOf([at(c.owner)])).toBe(1n);
      expect(await c.token.read.balanceOf([at(c.stranger)])).toBe(1n);
    });

    it('moves a token to its own owner without a trace in the counts', async () => {
      await transfer(c.owner, at(c.owner), at(c.owner));
      expect(await c.token.read.balanceOf([at(c.owner)])).toBe(2n);
      expect(await c.token.read.ownerOf([c.tokenId])).toBe(at(c.owner));
    });

    it('moves a token by the approved account, once', async () => {
      const call = approve(c.owner, at(c.operator));
      await assert.emits(call, c.token, 'Approval', [at(c.owner), at(c.operator), c.tokenId]);
      expect(await c.token.read.getApproved([c.tokenId])).toBe(at(c.operator));
      await transfer(c.operator);
      expect(await c.token.read.getApproved([c.tokenId])).toBe(zeroAddress);
      const again = transfer(c.operator, at(c.stranger), at(c.operator));
      await assert.reverts(again, c.token, 'ERC721InsufficientApproval', [at(c.operator), c.tokenId]);
    });

    it('approves nobody at first', async () => {
      expect(await c.token.read.getApproved([c.tokenId])).toBe(zeroAddress);
      expect(await c.token.read.isApprovedForAll([at(c.owner), at(c.operator)])).toBe(false);
    });

    it('forgets an approval when the token moves, also by its owner', async () => {
      await approve(c.owner, at(c.operator));
      await transfer(c.owner);
      expect(await c.token.read.getApproved([c.tokenId])).toBe(zeroAddress);
      const back = transfer(c.operator, at(c.stranger), at(c.operator));
      await assert.reverts(back, c.token, 'ERC721InsufficientApproval', [at(c.operator), c.tokenId]);
    });

    it('moves no token whose approval was taken back', async () => {
      await approve(c.owner, at(c.operator));
      await approve(c.owner, zeroAddress);
      const facts = [at(c.operator), c.tokenId] as const;
      await assert.reverts(transfer(c.operator), c.token, 'ERC721InsufficientApproval', [...facts]);
    });

    it('moves and approves by an operator of the owner, as long as it is one', async () => {
      const call = setOperator(true);
      await assert.emits(call, c.token, 'ApprovalForAll', [at(c.owner), at(c.operator), true]);
      expect(await c.token.read.isApprovedForAll([at(c.owner), at(c.operator)])).toBe(true);
      await approve(c.operator, at(c.stranger));
      expect(await c.token.read.getApproved([c.tokenId])).toBe(at(c.stranger));
      const dismissed = [at(c.owner), at(c.operator), false] as const;
      await assert.emits(setOperator(false), c.token, 'ApprovalForAll', [...dismissed]);
      const facts = [at(c.operator), c.tokenId] as const;
      await assert.reverts(transfer(c.operator), c.token, 'ERC721InsufficientApproval', [...facts]);
      await setOperator(true);
      await transfer(c.operator);
      expect(await c.token.read.ownerOf([c.tokenId])).toBe(at(c.stranger));
    });

    it('lets nobody else move or approve', async () => {
      const moved = transfer(c.stranger);
      await assert.reverts(moved, c.token, 'ERC721InsufficientApproval', [at(c.stranger), c.tokenId]);
      const approved = approve(c.stranger, at(c.stranger));
      await assert.reverts(approved, c.token, 'ERC721InvalidApprover', [at(c.stranger)]);
      await approve(c.owner, at(c.operator));
      const passedOn = approve(c.operator, at(c.stranger));
      await assert.reverts(passedOn, c.token, 'ERC721InvalidApprover', [at(c.operator)]);
    });

    it('refuses a wrong owner, nobody as receiver and nobody as operator', async () => {
      const wrong = transfer(c.owner, at(c.operator));
      const facts = [at(c.operator), c.tokenId, at(c.owner)] as const;
      await assert.reverts(wrong, c.token, 'ERC721IncorrectOwner', [...facts]);
      const burnt = transfer(c.owner, at(c.owner), zeroAddress);
      await assert.reverts(burnt, c.token, 'ERC721InvalidReceiver', [zeroAddress]);
      const operator = c.token.write.setApprovalForAll([zeroAddress, true], { account: c.owner.account });
      await assert.reverts(operator, c.token, 'ERC721InvalidOperator', [zeroAddress]);
    });
  });
}
