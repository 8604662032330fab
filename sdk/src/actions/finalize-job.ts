import type { Hash } from 'viem';
import type { On, WriteClient } from '../contracts/clients.ts';
import type { JobSubmission, JobTerms } from '../contracts/contract-types.ts';
import { prepareCall } from '../contracts/prepared-call.ts';
import type { PreparedCall } from '../contracts/prepared-call.ts';
import { sendCall } from '../contracts/send-call.ts';
import type { Deployment } from '../deployment.ts';

/** Parameters of {@link finalizeJob}. */
export type FinalizeJobParameters = {
  jobId: bigint;
  /** See `readJobTerms` and `jobTermsOf`. */
  terms: JobTerms;
  /** See `readJobSubmission` and `jobSubmissionOf`. */
  submission: JobSubmission;
};

/** Encodes {@link finalizeJob} for a preview. */
export function prepareFinalizeJob(deployment: Deployment, parameters: FinalizeJobParameters): PreparedCall {
  return prepareCall(deployment, 'jobEscrow', 'finalize', [
    parameters.jobId,
    parameters.terms,
    parameters.submission,
  ]);
}

/** Pays the node after the challenge window, by anyone. */
export function finalizeJob(
  client: WriteClient,
  { deployment, ...parameters }: On<FinalizeJobParameters>,
): Promise<Hash> {
  return sendCall(client, prepareFinalizeJob(deployment, parameters));
}
