import type { JobState } from '@cultivar/sdk';

/** The legal ways on from each state. What is not here cannot be written to the journal. */
export const JOB_EDGES: Readonly<Record<JobState, readonly JobState[]>> = {
  seen: ['checked', 'refused', 'lost'],
  checked: ['claimed', 'refused', 'lost'],
  claimed: ['training', 'lost'],
  training: ['stored', 'lost'],
  stored: ['submitted', 'lost'],
  submitted: ['settled', 'lost'],
  settled: [],
  lost: [],
  refused: [],
};

/** Whether a job in this state still needs work. */
export function isUnfinished(state: JobState): boolean {
  return JOB_EDGES[state].length > 0;
}
