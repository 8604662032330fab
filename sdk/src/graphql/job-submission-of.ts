import { zeroHash } from 'viem';
import type { JobSubmission } from '../contracts/contract-types.ts';
import type { JobTermsPartsFragment } from '../generated/graphql.ts';

/** What the node handed in, as the index has it, in the shape in which the contracts want it back; undefined before. */
export function jobSubmissionOf(job: JobTermsPartsFragment): JobSubmission | undefined {
  const { resultDigest, traceRoot, deliveryDigest } = job;
  if (!resultDigest || !traceRoot) return undefined;
  return { resultDigest, traceRoot, deliveryDigest: deliveryDigest ?? zeroHash };
}
