import { readContract } from 'viem/actions';
import type { On, ReadClient } from '../contracts/clients.ts';
import { jobRequest } from '../contracts/job-request.ts';
import { jobEscrowAbi } from '../generated/abi.ts';
import type { RequestJobParameters } from './request-job.ts';

/** The smallest audit fee that a request may offer, in its currency. */
export function readMinAuditFee(
  client: ReadClient,
  { deployment, ...parameters }: On<RequestJobParameters>,
): Promise<bigint> {
  return readContract(client, {
    abi: jobEscrowAbi,
    address: deployment.addresses.jobEscrow,
    functionName: 'minAuditFee',
    args: [jobRequest(parameters)],
  });
}
