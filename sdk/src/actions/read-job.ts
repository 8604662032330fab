import { zeroAddress } from 'viem';
import type { Address, Hex } from 'viem';
import { readContract } from 'viem/actions';
import type { On, ReadClient } from '../contracts/clients.ts';
import { ESCROW_STATES, wordFor } from '../contracts/words.ts';
import type { EscrowState } from '../contracts/words.ts';
import { jobEscrowAbi } from '../generated/abi.ts';

/** A job as the chain has it. */
export type JobFacts = {
  /** `none` when no job has this id. */
  state: EscrowState;
  /** Who claimed it. */
  node: Address | undefined;
  /** In seconds; 0 before. */
  claimedAt: number;
  /** In seconds; 0 before. */
  submittedAt: number;
  isBondLocked: boolean;
  /** Hash of the terms; from `submitted` on, hash of that hash and the submission. */
  commitment: Hex;
};

/** Reads where a job stands. */
export async function readJob(
  client: ReadClient,
  { deployment, jobId }: On<{ jobId: bigint }>,
): Promise<JobFacts> {
  const job = await readContract(client, {
    abi: jobEscrowAbi,
    address: deployment.addresses.jobEscrow,
    functionName: 'jobOf',
    args: [jobId],
  });
  return {
    state: wordFor(ESCROW_STATES, job.state),
    node: job.node === zeroAddress ? undefined : job.node,
    claimedAt: job.claimedAt,
    submittedAt: job.submittedAt,
    isBondLocked: job.bondLocked,
    commitment: job.commitment,
  };
}
