import type { Hash, Hex } from 'viem';
import type { On, WriteClient } from '../contracts/clients.ts';
import type { JobSubmission, JobTerms } from '../contracts/contract-types.ts';
import { prepareCall } from '../contracts/prepared-call.ts';
import type { PreparedCall } from '../contracts/prepared-call.ts';
import { sendCall } from '../contracts/send-call.ts';
import type { Deployment } from '../deployment.ts';

/** Parameters of {@link postKeys}. */
export type PostKeysParameters = {
  jobId: bigint;
  /** See `readJobTerms` and `jobTermsOf`. */
  terms: JobTerms;
  /** See `readJobSubmission` and `jobSubmissionOf`. */
  submission: JobSubmission;
  /** The leaf in dispute, or `DELIVERY_INDEX`. */
  index: bigint;
  /** Digest of the block with the data key, encrypted to each juror. */
  keysDigest: Hex;
};

/** Encodes {@link postKeys} for a preview. */
export function preparePostKeys(deployment: Deployment, parameters: PostKeysParameters): PreparedCall {
  return prepareCall(deployment, 'disputes', 'postKeys', [
    parameters.jobId,
    parameters.terms,
    parameters.submission,
    parameters.index,
    parameters.keysDigest,
  ]);
}

/** Names the data key for the jurors of a private job, as its node. */
export function postKeys(
  client: WriteClient,
  { deployment, ...parameters }: On<PostKeysParameters>,
): Promise<Hash> {
  return sendCall(client, preparePostKeys(deployment, parameters));
}
