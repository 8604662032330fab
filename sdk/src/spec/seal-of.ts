import { hexToBytes } from '@noble/hashes/utils.js';
import type { Hex } from './hex.ts';
import { keccak256 } from './keccak256.ts';
import { proofOf } from './proof-of.ts';

/**
 * The seal of a leaf: its secret, hashed three times by keccak256. The secret is the hash chain over what only the
 * computation of the segment shows.
 *
 * A leaf holds the seal, not the secret. So the opening of a challenge may show state and seal of the leaf before a
 * step, which binds the checkpoint that jurors start from, and still nobody can answer for that leaf: whoever answers
 * shows a {@link proofOf}, and has recomputed the segment.
 */
export function sealOf(secret: Hex): Hex {
  return keccak256(hexToBytes(proofOf(secret, 'audit').slice(2)));
}
