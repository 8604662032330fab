import type { JobState } from '@cultivar/sdk';

/** A job was not in the state from which it was to go on: somebody else moved it, or the edge is illegal. */
export class JournalConflictError extends Error {
  override readonly name = 'JournalConflictError';
  readonly jobId: bigint;
  readonly from: JobState;
  readonly to: JobState;

  constructor(jobId: bigint, from: JobState, to: JobState, why: string) {
    super(`job ${jobId}: ${from} -> ${to} ${why}`);
    this.jobId = jobId;
    this.from = from;
    this.to = to;
  }
}
