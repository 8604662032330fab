import type { JobSubmission } from '../chain/chain.ts';
import type { JournalJob } from '../journal/journal-types.ts';

const PUBLIC_DELIVERY = `0x${'0'.repeat(64)}` as const;

/** What was (or is to be) handed in for a stored job. */
export function submissionOf(job: JournalJob): JobSubmission {
  return { resultDigest: job.resultDigest!, traceRoot: job.traceRoot!, deliveryDigest: PUBLIC_DELIVERY };
}
