import { encodePacked, keccak256 } from 'viem';
import type { Hex } from 'viem';
import type { Terms } from '../jobs/job.ts';
import { leafHash, rootOf, sealOf } from '../disputes/trace-tree.ts';
import type { Computed } from './memory.ts';
import type { Plan } from './plan.ts';

/** What an honest run of a job's segment gives. */
export const truthOf = (jobId: bigint, index: bigint): Computed => ({
  stateHash: mark('state', jobId, index),
  secret: mark('secret', jobId, index),
});

/** What a run gives that cheats from some segment on. */
export const lieOf = (jobId: bigint, index: bigint): Computed => ({
  stateHash: mark('false state', jobId, index),
  secret: mark('false secret', jobId, index),
});

/** The trace that the node of a job hands in: honest in half of the cases, else wrong from some leaf on. */
export function computeTrace(
  plan: Plan,
  jobId: bigint,
  { work }: Terms,
): { leaves: Computed[]; root: Hex; resultDigest: Hex } {
  const count = Number(work.segments);
  const liesFrom = plan.luck.chance(50) ? count : plan.luck.below(count);
  const leaves = Array.from({ length: count }, (_, i) => (i < liesFrom ? truthOf : lieOf)(jobId, BigInt(i)));
  const hashes = leaves.map(({ stateHash, secret }, i) =>
    leafHash(jobId, BigInt(i), stateHash, sealOf(secret)),
  );
  return { leaves, root: rootOf(hashes), resultDigest: leaves.at(-1)!.stateHash };
}

const mark = (what: string, jobId: bigint, index: bigint): Hex =>
  keccak256(encodePacked(['string', 'uint256', 'uint256'], [what, jobId, index]));
