import type { Hash } from 'viem';
import type { On, WriteClient } from '../contracts/clients.ts';
import type { JobTerms } from '../contracts/contract-types.ts';
import { prepareCall } from '../contracts/prepared-call.ts';
import type { PreparedCall } from '../contracts/prepared-call.ts';
import { sendCall } from '../contracts/send-call.ts';
import type { Deployment } from '../deployment.ts';

/** Parameters of {@link expireJob}. */
export type ExpireJobParameters = {
  jobId: bigint;
  /** See `readJobTerms` and `jobTermsOf`. */
  terms: JobTerms;
};

/** Encodes {@link expireJob} for a preview. */
export function prepareExpireJob(deployment: Deployment, parameters: ExpireJobParameters): PreparedCall {
  return prepareCall(deployment, 'jobEscrow', 'expire', [parameters.jobId, parameters.terms]);
}

/** Ends a job whose node missed the deadline: the requester is refunded, the bond is lost. By anyone. */
export function expireJob(
  client: WriteClient,
  { deployment, ...parameters }: On<ExpireJobParameters>,
): Promise<Hash> {
  return sendCall(client, prepareExpireJob(deployment, parameters));
}
