import type { Hash } from 'viem';
import type { On, WriteClient } from '../contracts/clients.ts';
import type { JobSubmission, JobTerms, Jury } from '../contracts/contract-types.ts';
import { prepareCall } from '../contracts/prepared-call.ts';
import type { PreparedCall } from '../contracts/prepared-call.ts';
import { sendCall } from '../contracts/send-call.ts';
import type { Deployment } from '../deployment.ts';

/** Parameters of {@link drawJury}. */
export type DrawJuryParameters = {
  jobId: bigint;
  /** See `readJobTerms` and `jobTermsOf`. */
  terms: JobTerms;
  /** See `readJobSubmission` and `jobSubmissionOf`. */
  submission: JobSubmission;
  /** The leaf in dispute, or `DELIVERY_INDEX`. */
  index: bigint;
  /** See `readJury`. */
  jury: Jury;
};

/** Encodes {@link drawJury} for a preview. */
export function prepareDrawJury(deployment: Deployment, parameters: DrawJuryParameters): PreparedCall {
  return prepareCall(deployment, 'disputes', 'drawJury', [
    parameters.jobId,
    parameters.terms,
    parameters.submission,
    parameters.index,
    parameters.jury,
  ]);
}

/**
 * Draws the jury of a round, by anyone, once the block whose hash draws is known. Where that hash has expired, the call
 * sets a new block instead; the event `JurorsDrawn` says that a jury was drawn.
 */
export function drawJury(
  client: WriteClient,
  { deployment, ...parameters }: On<DrawJuryParameters>,
): Promise<Hash> {
  return sendCall(client, prepareDrawJury(deployment, parameters));
}
