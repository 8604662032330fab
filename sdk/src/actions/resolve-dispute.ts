import type { Hash } from 'viem';
import type { On, WriteClient } from '../contracts/clients.ts';
import type { JobSubmission, JobTerms, Jury } from '../contracts/contract-types.ts';
import { prepareCall } from '../contracts/prepared-call.ts';
import type { PreparedCall } from '../contracts/prepared-call.ts';
import { sendCall } from '../contracts/send-call.ts';
import type { Deployment } from '../deployment.ts';

/** Parameters of {@link resolveDispute}. */
export type ResolveDisputeParameters = {
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

/** Encodes {@link resolveDispute} for a preview. */
export function prepareResolveDispute(
  deployment: Deployment,
  parameters: ResolveDisputeParameters,
): PreparedCall {
  return prepareCall(deployment, 'disputes', 'resolve', [
    parameters.jobId,
    parameters.terms,
    parameters.submission,
    parameters.index,
    parameters.jury,
  ]);
}

/** Ends a dispute, or starts its second round, by anyone, as soon as either can be said. */
export function resolveDispute(
  client: WriteClient,
  { deployment, ...parameters }: On<ResolveDisputeParameters>,
): Promise<Hash> {
  return sendCall(client, prepareResolveDispute(deployment, parameters));
}
