import type { Hash } from 'viem';
import type { On, WriteClient } from '../contracts/clients.ts';
import type { JobSubmission, JobTerms } from '../contracts/contract-types.ts';
import { prepareCall } from '../contracts/prepared-call.ts';
import type { PreparedCall } from '../contracts/prepared-call.ts';
import { sendCall } from '../contracts/send-call.ts';
import type { Deployment } from '../deployment.ts';

/** Parameters of {@link mintResult}. */
export type MintResultParameters = {
  jobId: bigint;
  /** See `readJobTerms` and `jobTermsOf`. */
  terms: JobTerms;
  /** See `readJobSubmission` and `jobSubmissionOf`. */
  submission: JobSubmission;
};

/** Encodes {@link mintResult} for a preview. */
export function prepareMintResult(deployment: Deployment, parameters: MintResultParameters): PreparedCall {
  return prepareCall(deployment, 'jobEscrow', 'mintResult', [
    parameters.jobId,
    parameters.terms,
    parameters.submission,
  ]);
}

/**
 * Registers the result of a settled job as an asset of its requester, by anyone, once;
 * its id is in the event `ResultMinted`.
 */
export function mintResult(
  client: WriteClient,
  { deployment, ...parameters }: On<MintResultParameters>,
): Promise<Hash> {
  return sendCall(client, prepareMintResult(deployment, parameters));
}
