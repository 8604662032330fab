import { readContract } from 'viem/actions';
import type { On, ReadClient } from '../contracts/clients.ts';
import type { JobSubmission, JobTerms } from '../contracts/contract-types.ts';
import { SEALS, wordFor } from '../contracts/words.ts';
import type { Seal } from '../contracts/words.ts';
import { disputesAbi } from '../generated/abi.ts';

/** What a page may say of a job's result now; `none` before it is settled. */
export async function readSeal(
  client: ReadClient,
  { deployment, jobId, terms, submission }: On<{ jobId: bigint; terms: JobTerms; submission: JobSubmission }>,
): Promise<Seal> {
  const seal = await readContract(client, {
    abi: disputesAbi,
    address: deployment.addresses.disputes,
    functionName: 'sealOf',
    args: [jobId, terms, submission],
  });
  return wordFor(SEALS, seal);
}
