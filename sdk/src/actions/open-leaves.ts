import type { Hash } from 'viem';
import type { On, WriteClient } from '../contracts/clients.ts';
import type { JobSubmission, JobTerms, Jury, Opening } from '../contracts/contract-types.ts';
import { prepareCall } from '../contracts/prepared-call.ts';
import type { PreparedCall } from '../contracts/prepared-call.ts';
import { sendCall } from '../contracts/send-call.ts';
import type { Deployment } from '../deployment.ts';

/** Parameters of {@link openLeaves}. */
export type OpenLeavesParameters = {
  jobId: bigint;
  /** See `readJobTerms` and `jobTermsOf`. */
  terms: JobTerms;
  /** See `readJobSubmission` and `jobSubmissionOf`. */
  submission: JobSubmission;
  /** The leaf in dispute. */
  index: bigint;
  /** See `readJury`. */
  jury: Jury;
  /** See `openingOf`. */
  opening: Opening;
};

/** Encodes {@link openLeaves} for a preview. */
export function prepareOpenLeaves(deployment: Deployment, parameters: OpenLeavesParameters): PreparedCall {
  return prepareCall(deployment, 'disputes', 'open', [
    parameters.jobId,
    parameters.terms,
    parameters.submission,
    parameters.index,
    parameters.jury,
    parameters.opening,
  ]);
}

/** Answers a challenge with the leaves and their paths, by anyone who has them. */
export function openLeaves(
  client: WriteClient,
  { deployment, ...parameters }: On<OpenLeavesParameters>,
): Promise<Hash> {
  return sendCall(client, prepareOpenLeaves(deployment, parameters));
}
