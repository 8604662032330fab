import type { Hash } from 'viem';
import type { On, WriteClient } from '../contracts/clients.ts';
import type { JobSubmission, JobTerms } from '../contracts/contract-types.ts';
import { prepareCall } from '../contracts/prepared-call.ts';
import type { PreparedCall } from '../contracts/prepared-call.ts';
import { sendCall } from '../contracts/send-call.ts';
import type { Deployment } from '../deployment.ts';

/** Parameters of {@link acceptJob}. */
export type AcceptJobParameters = {
  jobId: bigint;
  /** See `readJobTerms` and `jobTermsOf`. */
  terms: JobTerms;
  /** See `readJobSubmission` and `jobSubmissionOf`. */
  submission: JobSubmission;
};

/** Encodes {@link acceptJob} for a preview. */
export function prepareAcceptJob(deployment: Deployment, parameters: AcceptJobParameters): PreparedCall {
  return prepareCall(deployment, 'jobEscrow', 'accept', [
    parameters.jobId,
    parameters.terms,
    parameters.submission,
  ]);
}

/** Accepts a result as its requester: the node is paid at once. */
export function acceptJob(
  client: WriteClient,
  { deployment, ...parameters }: On<AcceptJobParameters>,
): Promise<Hash> {
  return sendCall(client, prepareAcceptJob(deployment, parameters));
}
