import type { Hash } from 'viem';
import type { On, WriteClient } from '../contracts/clients.ts';
import type { JobSubmission, JobTerms } from '../contracts/contract-types.ts';
import { prepareCall } from '../contracts/prepared-call.ts';
import type { PreparedCall } from '../contracts/prepared-call.ts';
import { sendCall } from '../contracts/send-call.ts';
import type { Deployment } from '../deployment.ts';

/** Parameters of {@link releaseBond}. */
export type ReleaseBondParameters = {
  jobId: bigint;
  /** See `readJobTerms` and `jobTermsOf`. */
  terms: JobTerms;
  /** See `readJobSubmission` and `jobSubmissionOf`. */
  submission: JobSubmission;
};

/** Encodes {@link releaseBond} for a preview. */
export function prepareReleaseBond(deployment: Deployment, parameters: ReleaseBondParameters): PreparedCall {
  return prepareCall(deployment, 'jobEscrow', 'releaseBond', [
    parameters.jobId,
    parameters.terms,
    parameters.submission,
  ]);
}

/** Frees the bond of an accepted job after the challenge window, by anyone. */
export function releaseBond(
  client: WriteClient,
  { deployment, ...parameters }: On<ReleaseBondParameters>,
): Promise<Hash> {
  return sendCall(client, prepareReleaseBond(deployment, parameters));
}
