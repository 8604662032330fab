import type { Env } from '../core/env.ts';
import type { Stage } from './stage.ts';

/** What a call in a block at `now` finds outside the protocol. */
export function envOf(stage: Stage, now: bigint, block: bigint): Env {
  const { chainId, at, hashes, memory, cast } = stage;
  return {
    chainId,
    at,
    now,
    block,
    wallets: cast.wallets,
    hashOf: (number) => hashes.get(number)!,
    hasSigned: (account, hash, signature) => {
      const signed = memory.signatures.get(signature);
      return signed?.account === account && signed.hash === hash;
    },
  };
}
