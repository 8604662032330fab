import type { Hash } from 'viem';
import type { On, WriteClient } from '../contracts/clients.ts';
import type { JobSubmission, JobTerms } from '../contracts/contract-types.ts';
import { prepareCall } from '../contracts/prepared-call.ts';
import type { PreparedCall } from '../contracts/prepared-call.ts';
import { sendCall } from '../contracts/send-call.ts';
import type { Deployment } from '../deployment.ts';

/** Parameters of {@link submitJob}. */
export type SubmitJobParameters = {
  jobId: bigint;
  /** See `readJobTerms` and `jobTermsOf`. */
  terms: JobTerms;
  /** See `readJobSubmission` and `jobSubmissionOf`. */
  submission: JobSubmission;
};

/** Encodes {@link submitJob} for a preview. */
export function prepareSubmitJob(deployment: Deployment, parameters: SubmitJobParameters): PreparedCall {
  return prepareCall(deployment, 'jobEscrow', 'submit', [
    parameters.jobId,
    parameters.terms,
    parameters.submission,
  ]);
}

/** Hands in the result of a job that the account claimed. */
export function submitJob(
  client: WriteClient,
  { deployment, ...parameters }: On<SubmitJobParameters>,
): Promise<Hash> {
  return sendCall(client, prepareSubmitJob(deployment, parameters));
}
