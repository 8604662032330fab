import { ActRefusedError } from '../../chain/act-refused-error.ts';
import { termsText } from '../../chain/job-terms.ts';
import type { JournalJob } from '../../journal/journal-types.ts';
import { actOf } from '../job-context.ts';
import type { JobContext } from '../job-context.ts';
import { JobLostError } from '../job-lost-error.ts';
import { submissionOf } from '../submission.ts';

/** `stored -> submitted`: hands in the digests, once. */
export async function submitJob(context: JobContext, job: JournalJob): Promise<void> {
  const { journal, reader, writer, calls, logger } = context;
  const terms = termsText.read(job.request);
  try {
    const call = calls.submit(job.jobId, terms, submissionOf(job));
    await writer.perform(actOf(context, job.jobId, 'submit'), call);
  } catch (error) {
    if (!(error instanceof ActRefusedError)) throw error;
    throw new JobLostError(error.reason, error.message, { cause: error });
  }
  const { submittedAt } = await reader.job(job.jobId);
  const windowEndsAt = submittedAt + (await reader.challengeWindow(terms.version));
  journal.jobs.advance(job.jobId, 'stored', 'submitted', { windowEndsAt });
  logger.info({ job: String(job.jobId), windowEndsAt }, 'result submitted');
}
