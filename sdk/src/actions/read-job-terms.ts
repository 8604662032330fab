import { getContractEvents } from 'viem/actions';
import type { On, ReadClient } from '../contracts/clients.ts';
import type { JobTerms } from '../contracts/contract-types.ts';
import { jobEscrowAbi } from '../generated/abi.ts';
import { NotFoundError } from '../not-found-error.ts';

/**
 * Reads a job's terms from the chain's log: both halves, put together as the contracts hash them.
 * The index has them too, see `jobTermsOf`.
 *
 * @throws NotFoundError when no job has this id.
 */
export async function readJobTerms(
  client: ReadClient,
  { deployment, jobId }: On<{ jobId: bigint }>,
): Promise<JobTerms> {
  const filter = {
    abi: jobEscrowAbi,
    address: deployment.addresses.jobEscrow,
    args: { jobId },
    fromBlock: BigInt(deployment.startBlock),
    strict: true,
  } as const;
  const [[requested], [funded]] = await Promise.all([
    getContractEvents(client, { ...filter, eventName: 'JobRequested' }),
    getContractEvents(client, { ...filter, eventName: 'JobFunded' }),
  ]);
  if (!requested || !funded) throw new NotFoundError('job', jobId);
  const { requester, requestedAt, version, work } = requested.args;
  const { payment, outcome } = funded.args;
  return { requester, requestedAt, version, work, payment, outcome };
}
