import { createSha256 } from '#sha256';
import { canonicalJson } from '@cultivar/sdk/spec';
import type { Hex } from '@cultivar/sdk/spec';
import { toHex } from '../hash/to-hex.ts';
import type { Sequences } from './sequences.ts';

/**
 * sha256 of everything a run reads: a canonical JSON line that names the ordering and counts, then of each sequence of
 * the first pass, and of each held-out one, ids, labels, weights, positions and documents in little-endian 32-bit words.
 * Later passes are orders of the same sequences, drawn from the same seed.
 */
export function dataDigest(orderSeed: number, firstPass: Sequences, heldOut: Sequences): Hex {
  const hash = createSha256();
  const counts = { train: firstPass.length, heldOut: heldOut.length };
  hash.update(`${canonicalJson({ order: 'philox4x32-10/fisher-yates', orderSeed, ...counts })}\n`);
  for (const sequences of [firstPass, heldOut]) {
    for (const { ids, labels, weights, positions, documents } of sequences) {
      for (const { buffer, byteOffset, byteLength } of [ids, labels, weights, positions, documents]) {
        hash.update(new Uint8Array(buffer, byteOffset, byteLength));
      }
    }
  }
  return toHex(hash.digest());
}
