import type { Hash } from 'viem';
import type { On, WriteClient } from '../contracts/clients.ts';
import type { JobSubmission, JobTerms } from '../contracts/contract-types.ts';
import { prepareCall } from '../contracts/prepared-call.ts';
import type { PreparedCall } from '../contracts/prepared-call.ts';
import { sendCall } from '../contracts/send-call.ts';
import type { Deployment } from '../deployment.ts';

/** Parameters of {@link challengeLeaf}. */
export type ChallengeLeafParameters = {
  jobId: bigint;
  /** See `readJobTerms` and `jobTermsOf`. */
  terms: JobTerms;
  /** See `readJobSubmission` and `jobSubmissionOf`. */
  submission: JobSubmission;
  /** The leaf: 0 the inputs, the last the export, else the step that leads to it. */
  index: bigint;
  /** `readDisputeParameters` has it. */
  bondWei: bigint;
};

/** Encodes {@link challengeLeaf} for a preview. */
export function prepareChallengeLeaf(
  deployment: Deployment,
  parameters: ChallengeLeafParameters,
): PreparedCall {
  return prepareCall(
    deployment,
    'disputes',
    'challenge',
    [parameters.jobId, parameters.terms, parameters.submission, parameters.index],
    parameters.bondWei,
  );
}

/** Disputes a leaf of a result within its challenge window, with a bond. */
export function challengeLeaf(
  client: WriteClient,
  { deployment, ...parameters }: On<ChallengeLeafParameters>,
): Promise<Hash> {
  return sendCall(client, prepareChallengeLeaf(deployment, parameters));
}
