import { createHash } from 'node:crypto';
import { canonicalJson } from '@cultivar/sdk/spec';
import type { Hex } from '@cultivar/sdk/spec';
import type { Sequence } from './sequence.ts';

/**
 * sha256 of everything a run reads: a canonical JSON line that names the ordering and counts, then of each sequence of
 * the first pass, and of each held-out one, ids, labels, weights, positions and documents in little-endian 32-bit words.
 * Later passes are orders of the same sequences, drawn from the same seed.
 */
export function dataDigest(
  orderSeed: number,
  firstPass: readonly Sequence[],
  heldOut: readonly Sequence[],
): Hex {
  const hash = createHash('sha256');
  const counts = { train: firstPass.length, heldOut: heldOut.length };
  hash.update(`${canonicalJson({ order: 'philox4x32-10/fisher-yates', orderSeed, ...counts })}\n`);
  for (const { ids, labels, weights, positions, documents } of [...firstPass, ...heldOut]) {
    for (const { buffer, byteOffset, byteLength } of [ids, labels, weights, positions, documents]) {
      hash.update(new Uint8Array(buffer, byteOffset, byteLength));
    }
  }
  return `0x${hash.digest('hex')}`;
}
