import { ActRefusedError } from '../chain/act-refused-error.ts';
import type { JournalJob } from '../journal/journal-types.ts';
import type { JobContext } from './job-context.ts';

/** False when the contract refused: the next turn looks at its state again. */
export async function unlessRefused(
  { logger }: Pick<JobContext, 'logger'>,
  job: JournalJob,
  act: string,
  perform: () => Promise<unknown>,
): Promise<boolean> {
  try {
    await perform();
    return true;
  } catch (error) {
    if (!(error instanceof ActRefusedError)) throw error;
    logger.info({ job: String(job.jobId), act, reason: error.message }, 'the contract refused');
    return false;
  }
}
