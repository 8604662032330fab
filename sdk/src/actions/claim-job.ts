import type { Hash } from 'viem';
import type { On, WriteClient } from '../contracts/clients.ts';
import type { JobTerms } from '../contracts/contract-types.ts';
import { prepareCall } from '../contracts/prepared-call.ts';
import type { PreparedCall } from '../contracts/prepared-call.ts';
import { sendCall } from '../contracts/send-call.ts';
import type { Deployment } from '../deployment.ts';

/** Parameters of {@link claimJob}. */
export type ClaimJobParameters = {
  jobId: bigint;
  /** See `readJobTerms` and `jobTermsOf`. */
  terms: JobTerms;
};

/** Encodes {@link claimJob} for a preview. */
export function prepareClaimJob(deployment: Deployment, parameters: ClaimJobParameters): PreparedCall {
  return prepareCall(deployment, 'jobEscrow', 'claim', [parameters.jobId, parameters.terms]);
}

/** Claims an open job for the node that the account is: fixes the price, locks the bond. */
export function claimJob(
  client: WriteClient,
  { deployment, ...parameters }: On<ClaimJobParameters>,
): Promise<Hash> {
  return sendCall(client, prepareClaimJob(deployment, parameters));
}
