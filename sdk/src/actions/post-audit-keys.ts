import type { Hash, Hex } from 'viem';
import type { On, WriteClient } from '../contracts/clients.ts';
import type { JobSubmission, JobTerms } from '../contracts/contract-types.ts';
import { prepareCall } from '../contracts/prepared-call.ts';
import type { PreparedCall } from '../contracts/prepared-call.ts';
import { sendCall } from '../contracts/send-call.ts';
import type { Deployment } from '../deployment.ts';

/** Parameters of {@link postAuditKeys}. */
export type PostAuditKeysParameters = {
  jobId: bigint;
  /** See `readJobTerms` and `jobTermsOf`. */
  terms: JobTerms;
  /** See `readJobSubmission` and `jobSubmissionOf`. */
  submission: JobSubmission;
  /** Digest of the block with the data key, encrypted to each auditor. */
  keysDigest: Hex;
};

/** Encodes {@link postAuditKeys} for a preview. */
export function preparePostAuditKeys(
  deployment: Deployment,
  parameters: PostAuditKeysParameters,
): PreparedCall {
  return prepareCall(deployment, 'disputes', 'postAuditKeys', [
    parameters.jobId,
    parameters.terms,
    parameters.submission,
    parameters.keysDigest,
  ]);
}

/** Names the data key for the auditors of a private job, as its node. */
export function postAuditKeys(
  client: WriteClient,
  { deployment, ...parameters }: On<PostAuditKeysParameters>,
): Promise<Hash> {
  return sendCall(client, preparePostAuditKeys(deployment, parameters));
}
