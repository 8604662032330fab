import type { ChainBlock, ChainJob } from '../chain/chain.ts';
import type { JournalJob } from '../journal/journal-types.ts';
import { answerChallenges } from './steps/answer-challenges.ts';
import { tendAudits } from './steps/tend-audits.ts';
import type { JobContext } from './job-context.ts';

/**
 * Looks after submitted results until their bond is free: has their audits drawn and ended, answers challenges with the
 * leaves, and moves disputes on. A node that does nothing here loses its bond to the first challenge.
 */
export async function defendJobs(context: JobContext): Promise<void> {
  const { journal, reader, signal } = context;
  const submitted = journal.jobs.unfinished().filter((job) => job.state === 'submitted');
  const jobs = [...submitted, ...journal.jobs.bonded()];
  if (jobs.length === 0) return;
  const head = await reader.head();
  for (const job of jobs) {
    if (signal.aborted) return;
    await defend(context, job, await reader.job(job.jobId), head);
  }
}

async function defend(context: JobContext, job: JournalJob, onChain: ChainJob, head: ChainBlock) {
  // Where the bond is free already the job has ended, and nothing here concerns the node any more.
  if (!onChain.bondLocked) return;
  if (onChain.openAudits > 0) await tendAudits(context, job, onChain, head);
  if (onChain.openDisputes > 0) await answerChallenges(context, job, head);
}
