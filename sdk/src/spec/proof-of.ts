import { hexToBytes } from '@noble/hashes/utils.js';
import type { Hex } from './hex.ts';
import { keccak256 } from './keccak256.ts';

/** Who answers for a leaf: an auditor, a juror of the first round, a juror of the second. */
export type ProofStage = keyof typeof HASHES;

/** How often each hashes the secret by keccak256. */
const HASHES = { audit: 2, first: 1, second: 0 } as const;

/**
 * What somebody who recomputed a leaf shows of its secret. Each stage shows one hash less than the one before, so what
 * was shown cannot be copied by whoever answers later.
 */
export function proofOf(secret: Hex, stage: ProofStage): Hex {
  let proof = secret;
  for (let i = 0; i < HASHES[stage]; i++) proof = keccak256(hexToBytes(proof.slice(2)));
  return proof;
}
