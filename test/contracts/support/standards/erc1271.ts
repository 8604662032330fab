import { getAddress } from 'viem';
import type { Hex } from 'viem';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Wallet } from '../contract.ts';
import { WALLET_MANNER } from '../market-mocks.ts';
import type { deploySmartWallet } from '../market-mocks.ts';
import { chain } from '../protocol.ts';
import type { OtherDomain } from '../sign.ts';

/** Something that is done on the word of a smart wallet, any number of times. */
export type SignedCase = {
  wallet: Awaited<ReturnType<typeof deploySmartWallet>>;
  owner: Wallet;
  stranger: Wallet;
  /** Signs what the wallet is to say, for the contract on this chain or elsewhere. */
  sign: (by: Wallet, elsewhere?: OtherDomain) => Promise<Hex>;
  /** Hands the signature in; `gas` only where a test bounds it. */
  act: (signature: Hex, gas?: bigint) => Promise<Hex>;
  /** Holds of a call that was refused for its signature. */
  refuses: (call: Promise<Hex>) => Promise<void>;
};

/** How ERC-1271 is asked: the wallet decides, and nothing but its exact answer is a yes. */
export function behavesLikeErc1271Verifier(make: () => Promise<SignedCase>): void {
  describe('as a verifier of ERC-1271 signatures', () => {
    let c: SignedCase;
    beforeEach(async () => (c = await make()));

    it('takes what the wallet’s owner has signed, and nothing of anybody else', async () => {
      await c.refuses(c.act(await c.sign(c.stranger)));
      await c.refuses(c.act('0x'));
      await c.act(await c.sign(c.owner));
    });

    it('asks the wallet anew each time: a former owner’s signature is void', async () => {
      const signature = await c.sign(c.owner);
      await c.wallet.write.setOwner([c.stranger.account.address]);
      await c.refuses(c.act(signature));
      await c.act(await c.sign(c.stranger));
    });

    it('asks about this chain and this contract', async () => {
      const elsewhere: OtherDomain[] = [{ chainId: 1 }, { verifyingContract: c.wallet.address }];
      for (const domain of elsewhere) await c.refuses(c.act(await c.sign(c.owner, domain)));
    });

    const answers = ['AnswerWrongly', 'AnswerShort', 'AnswerDirty', 'Refuse'] as const;
    for (const manner of answers) {
      it(`takes no other answer for a yes: ${manner}`, async () => {
        const signature = await c.sign(c.owner);
        await c.wallet.write.setManner([WALLET_MANNER[manner]]);
        await c.refuses(c.act(signature));
        await c.wallet.write.setManner([WALLET_MANNER.AskOwner]);
        await c.act(signature);
      });
    }

    it('does nothing on the word of a wallet that eats all gas', async () => {
      const signature = await c.sign(c.owner);
      await c.wallet.write.setManner([WALLET_MANNER.EatGas]);
      await expect(c.act(signature, 300_000n)).rejects.toThrow();
    });

    it('takes no signature of the owner for the owner’s own wallet without code', async () => {
      const signature = await c.sign(c.owner);
      await chain.networkHelpers.setCode(getAddress(c.wallet.address), '0x');
      await c.refuses(c.act(signature));
    });
  });
}
