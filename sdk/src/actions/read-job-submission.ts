import { getContractEvents } from 'viem/actions';
import type { On, ReadClient } from '../contracts/clients.ts';
import type { JobSubmission } from '../contracts/contract-types.ts';
import { jobEscrowAbi } from '../generated/abi.ts';
import { NotFoundError } from '../not-found-error.ts';

/**
 * Reads what the node handed in from the chain's log. The index has it too, see `jobSubmissionOf`.
 *
 * @throws NotFoundError when nothing was handed in.
 */
export async function readJobSubmission(
  client: ReadClient,
  { deployment, jobId }: On<{ jobId: bigint }>,
): Promise<JobSubmission> {
  const [submitted] = await getContractEvents(client, {
    abi: jobEscrowAbi,
    address: deployment.addresses.jobEscrow,
    eventName: 'JobSubmitted',
    args: { jobId },
    fromBlock: BigInt(deployment.startBlock),
    strict: true,
  });
  if (!submitted) throw new NotFoundError('submission for job', jobId);
  return submitted.args.submission;
}
