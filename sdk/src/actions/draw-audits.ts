import type { Hash } from 'viem';
import type { On, WriteClient } from '../contracts/clients.ts';
import type { JobSubmission, JobTerms } from '../contracts/contract-types.ts';
import { prepareCall } from '../contracts/prepared-call.ts';
import type { PreparedCall } from '../contracts/prepared-call.ts';
import { sendCall } from '../contracts/send-call.ts';
import type { Deployment } from '../deployment.ts';

/** Parameters of {@link drawAudits}. */
export type DrawAuditsParameters = {
  jobId: bigint;
  /** See `readJobTerms` and `jobTermsOf`. */
  terms: JobTerms;
  /** See `readJobSubmission` and `jobSubmissionOf`. */
  submission: JobSubmission;
};

/** Encodes {@link drawAudits} for a preview. */
export function prepareDrawAudits(deployment: Deployment, parameters: DrawAuditsParameters): PreparedCall {
  return prepareCall(deployment, 'disputes', 'drawAudits', [
    parameters.jobId,
    parameters.terms,
    parameters.submission,
  ]);
}

/**
 * Draws the audits of a submitted job, by anyone, once the block whose hash draws is known. Where that hash has expired,
 * the call sets a new block instead; the event `AuditsDrawn` says that a draw was made.
 */
export function drawAudits(
  client: WriteClient,
  { deployment, ...parameters }: On<DrawAuditsParameters>,
): Promise<Hash> {
  return sendCall(client, prepareDrawAudits(deployment, parameters));
}
