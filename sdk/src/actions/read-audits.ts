import { readContract } from 'viem/actions';
import type { On, ReadClient } from '../contracts/clients.ts';
import { disputesAbi } from '../generated/abi.ts';

/** A job's audits as the chain has them. */
export type AuditFacts = {
  /** 0 before the first draw, 1, or 2 after auditors were silent. */
  round: number;
  /** Bit i: auditor i has not answered. */
  pending: number;
  /** Whether auditors wait for the node's keys. */
  isMissingKeys: boolean;
  /** Until when auditors may answer, or the node may post keys for them, in seconds; 0 before a draw. */
  endsAt: number;
  /** The block whose hash draws, in place of the submission's; 0 where that one is good. */
  seedBlock: number;
};

/** Reads where the audits of a job stand. */
export async function readAudits(
  client: ReadClient,
  { deployment, jobId }: On<{ jobId: bigint }>,
): Promise<AuditFacts> {
  const audits = await readContract(client, {
    abi: disputesAbi,
    address: deployment.addresses.disputes,
    functionName: 'auditsOf',
    args: [jobId],
  });
  const { round, pending, keysMissing, endsAt, seedBlock } = audits;
  return { round, pending, isMissingKeys: keysMissing, endsAt, seedBlock };
}
