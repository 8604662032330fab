import type { Hash, Hex } from 'viem';
import type { On, WriteClient } from '../contracts/clients.ts';
import type { JobSubmission, JobTerms } from '../contracts/contract-types.ts';
import { prepareCall } from '../contracts/prepared-call.ts';
import type { PreparedCall } from '../contracts/prepared-call.ts';
import { sendCall } from '../contracts/send-call.ts';
import type { Deployment } from '../deployment.ts';

/** Parameters of {@link challengeDelivery}. */
export type ChallengeDeliveryParameters = {
  jobId: bigint;
  /** See `readJobTerms` and `jobTermsOf`. */
  terms: JobTerms;
  /** See `readJobSubmission` and `jobSubmissionOf`. */
  submission: JobSubmission;
  /** The private X25519 key of this job; from now on it is public. */
  key: Hex;
  /** `readDisputeParameters` has it. */
  bondWei: bigint;
};

/** Encodes {@link challengeDelivery} for a preview. */
export function prepareChallengeDelivery(
  deployment: Deployment,
  parameters: ChallengeDeliveryParameters,
): PreparedCall {
  return prepareCall(
    deployment,
    'disputes',
    'challengeDelivery',
    [parameters.jobId, parameters.terms, parameters.submission, parameters.key],
    parameters.bondWei,
  );
}

/** Disputes the delivery of a private result, as its requester, who shows the key that it was encrypted to. */
export function challengeDelivery(
  client: WriteClient,
  { deployment, ...parameters }: On<ChallengeDeliveryParameters>,
): Promise<Hash> {
  return sendCall(client, prepareChallengeDelivery(deployment, parameters));
}
