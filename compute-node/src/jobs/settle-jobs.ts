import type { ChainBlock } from '../chain/chain.ts';
import { termsText } from '../chain/job-terms.ts';
import type { JournalJob } from '../journal/journal-types.ts';
import { actOf } from './job-context.ts';
import type { JobContext } from './job-context.ts';
import { submissionOf } from './submission.ts';
import { unlessRefused } from './unless-refused.ts';

const OVER = new Set(['canceled', 'refunded', 'void']);

/**
 * Follows jobs to their end: paid by the requester's acceptance or, once the window is over, by our `finalize`;
 * minted; bond freed. Also stops a run whose deadline has passed.
 */
export async function settleJobs(context: JobContext): Promise<void> {
  const head = await context.reader.head();
  for (const job of context.journal.jobs.unfinished()) {
    if (context.signal.aborted) return;
    if (job.state === 'submitted') await settle(context, job, head);
    else if (job.deadline !== null && head.timestamp >= job.deadline) context.running.get(job.jobId)?.abort();
  }
  for (const job of context.journal.jobs.bonded()) await releaseBond(context, job, head);
  if (context.policy.mint) for (const job of unminted(context)) await mint(context, job);
}

async function settle(context: JobContext, job: JournalJob, head: ChainBlock): Promise<void> {
  const { journal, reader, logger } = context;
  const { state, bondLocked, openAudits } = await reader.job(job.jobId);
  if (state === 'settled') {
    journal.jobs.advance(job.jobId, 'submitted', 'settled', { bondLocked });
    logger.info({ job: String(job.jobId), priceWei: String(job.priceWei) }, 'job settled: paid');
    return;
  }
  if (OVER.has(state)) {
    const reason = { code: state, message: `the escrow ended the job as ${state}` };
    journal.jobs.advance(job.jobId, 'submitted', 'lost', { reason, bondLocked });
    return;
  }
  if (state !== 'submitted' || job.windowEndsAt === null || head.timestamp < job.windowEndsAt) return;
  if (openAudits === 0 || head.timestamp >= (await auditsEndAt(context, job))) {
    const call = context.calls.finalize(job.jobId, termsText.read(job.request), submissionOf(job));
    await unlessRefused(context, job, 'finalize', () =>
      context.writer.perform(actOf(context, job.jobId, 'finalize'), call),
    );
  }
}

async function releaseBond(context: JobContext, job: JournalJob, head: ChainBlock): Promise<void> {
  if (job.windowEndsAt === null || head.timestamp < job.windowEndsAt) return;
  const { bondLocked, openAudits, openDisputes } = await context.reader.job(job.jobId);
  if (bondLocked) {
    if (openDisputes > 0) return;
    if (openAudits > 0 && head.timestamp < (await auditsEndAt(context, job))) return;
    const call = context.calls.releaseBond(job.jobId, termsText.read(job.request), submissionOf(job));
    const act = actOf(context, job.jobId, 'release');
    if (!(await unlessRefused(context, job, 'release', () => context.writer.perform(act, call)))) return;
  }
  context.journal.jobs.note(job.jobId, { bondLocked: false });
}

/** From when audits that nobody has ended no longer hold the job. */
async function auditsEndAt({ disputes }: JobContext, job: JournalJob): Promise<number> {
  return job.windowEndsAt! + (await disputes.maxDuration(termsText.read(job.request).version));
}

function unminted({ journal }: JobContext): JournalJob[] {
  return journal.jobs.list({ state: 'settled', limit: 500 }).filter((job) => job.assetId === null);
}

/** Anyone may mint; whoever comes second finds the asset there. */
async function mint(context: JobContext, job: JournalJob): Promise<void> {
  const { journal, reader, logger } = context;
  const find = (): Promise<bigint> => reader.assetWith(job.requester, job.resultDigest!);
  let assetId = await find();
  if (assetId === 0n) {
    const call = context.calls.mintResult(job.jobId, termsText.read(job.request), submissionOf(job));
    await unlessRefused(context, job, 'mint', () =>
      context.writer.perform(actOf(context, job.jobId, 'mint'), call),
    );
    assetId = await find();
  }
  if (assetId === 0n) return;
  journal.jobs.note(job.jobId, { assetId });
  logger.info({ job: String(job.jobId), asset: String(assetId) }, 'result minted');
}
