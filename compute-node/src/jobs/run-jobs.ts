import type { JobState } from '@cultivar/sdk';
import type { JournalJob } from '../journal/journal-types.ts';
import type { JobContext } from './job-context.ts';
import { JobLostError } from './job-lost-error.ts';
import { JobRefusedError } from './job-refused-error.ts';
import { claimJob } from './steps/claim-job.ts';
import { submitJob } from './steps/submit-job.ts';
import { trainJob } from './steps/train-job.ts';

/** The step that leads on from a state. Each may be repeated after a crash and then does only what is missing. */
const STEPS: Partial<Record<JobState, (context: JobContext, job: JournalJob) => Promise<void>>> = {
  checked: claimJob,
  claimed: async ({ journal }, job) => {
    journal.jobs.advance(job.jobId, 'claimed', 'training');
  },
  training: trainJob,
  stored: submitJob,
};

// Work that was begun comes first: a bond hangs on it.
const ORDER: readonly JobState[] = ['stored', 'training', 'claimed', 'checked'];

/** Takes jobs from `checked` to `submitted`, one at a time: a machine trains one model well. */
export async function runJobs(context: JobContext): Promise<void> {
  for (;;) {
    const jobs = context.journal.jobs.unfinished();
    const next = ORDER.flatMap((state) => jobs.filter((job) => job.state === state))[0];
    if (next === undefined || context.signal.aborted) return;
    if (!(await runStep(context, next))) return;
  }
}

/** False when the job has to wait. */
async function runStep(context: JobContext, job: JournalJob): Promise<boolean> {
  const { journal, logger } = context;
  try {
    await STEPS[job.state]!(context, job);
  } catch (error) {
    const refused = error instanceof JobRefusedError;
    if (!refused && !(error instanceof JobLostError)) throw error;
    const { code, message } = error;
    const current = journal.jobs.get(job.jobId)!;
    journal.jobs.advance(job.jobId, current.state, refused ? 'refused' : 'lost', {
      reason: { code, message },
    });
    logger.warn({ job: String(job.jobId), code, reason: message }, refused ? 'job refused' : 'job lost');
    return true;
  }
  return journal.jobs.get(job.jobId)!.state !== job.state;
}
