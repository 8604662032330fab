import { encodeAbiParameters, keccak256 } from 'viem';
import type { Hex } from 'viem';
import type { Call } from '../core/call.ts';

/** Blocks whose hash a chain remembers. */
const MEMORY = 256n;

/** Index under which the audits of a job are drawn. */
export const AUDITS = 2n ** 256n - 1n;

/** Whether the hash of a block can be read: it is not there yet, it can, or it is forgotten. */
export function ageOf({ env }: Call, seedBlock: bigint): 'pending' | 'known' | 'expired' {
  if (env.block <= seedBlock) return 'pending';
  return env.block - seedBlock <= MEMORY ? 'known' : 'expired';
}

/** The block whose hash draws, when it is named now. */
export const blockAfter = ({ env }: Call, delay: bigint): bigint => env.block + delay;

/** The seed of one draw. */
export const seedOf = ({ env }: Call, seedBlock: bigint, jobId: bigint, index: bigint, round: bigint): Hex =>
  keccak256(
    encodeAbiParameters(
      [
        { type: 'bytes32' },
        { type: 'address' },
        { type: 'uint256' },
        { type: 'uint256' },
        { type: 'uint256' },
      ],
      [env.hashOf(seedBlock), env.at.disputes, jobId, index, round],
    ),
  );

/** Leaves to audit: different ones as long as there are some. */
export function leavesOf(seed: Hex, count: number, segments: bigint): bigint[] {
  const leaves: bigint[] = [];
  let free: bigint[] = [];
  for (let i = 0; i < count; i++) {
    if (free.length === 0) free = Array.from({ length: Number(segments) }, (_, leaf) => BigInt(leaf));
    const at = Number(BigInt(spin(seed, i)) % BigInt(free.length));
    leaves.push(...free.splice(at, 1));
  }
  return leaves;
}

const spin = (seed: Hex, i: number): Hex =>
  keccak256(
    encodeAbiParameters(
      [{ type: 'bytes32' }, { type: 'string' }, { type: 'uint256' }],
      [seed, 'leaf', BigInt(i)],
    ),
  );
