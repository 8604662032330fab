import type { Hash } from 'viem';
import type { On, WriteClient } from '../contracts/clients.ts';
import type { JobTerms } from '../contracts/contract-types.ts';
import { prepareCall } from '../contracts/prepared-call.ts';
import type { PreparedCall } from '../contracts/prepared-call.ts';
import { sendCall } from '../contracts/send-call.ts';
import type { Deployment } from '../deployment.ts';

/** Parameters of {@link cancelJob}. */
export type CancelJobParameters = {
  jobId: bigint;
  /** See `readJobTerms` and `jobTermsOf`. */
  terms: JobTerms;
};

/** Encodes {@link cancelJob} for a preview. */
export function prepareCancelJob(deployment: Deployment, parameters: CancelJobParameters): PreparedCall {
  return prepareCall(deployment, 'jobEscrow', 'cancel', [parameters.jobId, parameters.terms]);
}

/** Takes an open job back: its requester at any time, anyone after the claim window. */
export function cancelJob(
  client: WriteClient,
  { deployment, ...parameters }: On<CancelJobParameters>,
): Promise<Hash> {
  return sendCall(client, prepareCancelJob(deployment, parameters));
}
