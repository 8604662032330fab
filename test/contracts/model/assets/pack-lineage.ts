import type { Lineage } from './asset.ts';

/** A lineage as the contracts write it: parents filled up with zeros, ancestors in lanes of 64 bits. */
export function packLineage({ parents, ancestors }: Lineage): { parents: bigint[]; ancestors: bigint[] } {
  const words = [0n, 0n];
  for (const [i, { assetId, bps }] of ancestors.entries()) {
    words[i >> 2]! |= ((assetId << 16n) | bps) << BigInt((i & 3) * 64);
  }
  return { parents: Array.from({ length: 4 }, (_, i) => parents[i] ?? 0n), ancestors: words };
}
