import { encodeFunctionData } from 'viem';
import { beforeEach, describe, expect, it } from 'vitest';
import { chain } from '../protocol.ts';
import type { TokenCase } from './token-case.ts';

/** ERC-165: says yes to these interfaces, and no to those. */
export function behavesLikeErc165(
  make: () => Promise<TokenCase>,
  ids: { claimed: Record<string, `0x${string}`>; unclaimed: Record<string, `0x${string}`> },
): void {
  describe('as ERC-165', () => {
    let token: TokenCase['token'];
    beforeEach(async () => ({ token } = await make()));

    for (const [name, id] of Object.entries({ 'ERC-165': '0x01ffc9a7' as const, ...ids.claimed })) {
      it(`claims ${name}, within 30,000 gas`, async () => {
        expect(await token.read.supportsInterface([id])).toBe(true);
        const publicClient = await chain.viem.getPublicClient();
        const data = encodeFunctionData({
          abi: token.abi,
          functionName: 'supportsInterface',
          args: [id],
        });
        const gas = await publicClient.estimateGas({ to: token.address, data });
        // What a transaction costs by itself, with its call data, is 21,600 at most.
        expect(gas).toBeLessThan(21_600n + 30_000n);
      });
    }

    for (const [name, id] of Object.entries({ 'no interface': '0xffffffff' as const, ...ids.unclaimed })) {
      it(`does not claim ${name}`, async () => {
        expect(await token.read.supportsInterface([id])).toBe(false);
      });
    }
  });
}
