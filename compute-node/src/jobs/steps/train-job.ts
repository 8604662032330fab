import { join } from 'node:path';
import type { JournalJob } from '../../journal/journal-types.ts';
import { runTrainer } from '../../sandbox/run-trainer.ts';
import type { TrainerExit } from '../../sandbox/run-trainer.ts';
import { sweepOrphan } from '../../sandbox/sweep-orphan.ts';
import type { JobContext } from '../job-context.ts';
import { JobLostError } from '../job-lost-error.ts';
import { readResult } from '../read-result.ts';
import { storeResult } from '../store-result.ts';
import { localRequest } from './local-inputs.ts';

const ATTEMPTS = 3;
const PAUSE_MS = 2_000;

/** `training -> stored`: runs the trainer to its end, through crashes, and stores what it made. */
export async function trainJob(context: JobContext, job: JournalJob): Promise<void> {
  const { journal, reader, store, logger, signal } = context;
  const outDir = join(context.folders.jobs, String(job.jobId));
  await untilFinished(context, job);
  const of = { chainId: reader.chainId, escrow: reader.escrow, jobId: job.jobId };
  const result = await readResult(outDir, of);
  await storeResult(store, result, signal);
  const { resultDigest, traceRoot, traceManifest } = result;
  journal.jobs.advance(job.jobId, 'training', 'stored', { resultDigest, traceRoot, traceManifest });
  logger.info({ job: String(job.jobId), resultDigest }, 'result stored');
}

async function untilFinished(context: JobContext, job: JournalJob): Promise<void> {
  if (job.trainer !== null && (await sweepOrphan(job.trainer))) {
    context.logger.warn(
      { job: String(job.jobId), pid: job.trainer.pid },
      'ended a trainer that was left over',
    );
  }
  for (let attempt = 1; ; attempt++) {
    const exit = await train(context, job);
    if (exit.code === 0) return;
    context.signal.throwIfAborted();
    giveUp(context, job, exit, attempt);
    context.logger.warn(
      { job: String(job.jobId), attempt, ...exit },
      'trainer ended early; going on from its checkpoint',
    );
    await context.sleep(PAUSE_MS, context.signal);
  }
}

async function train(context: JobContext, job: JournalJob): Promise<TrainerExit> {
  const { journal, running } = context;
  const stop = new AbortController();
  running.set(job.jobId, stop);
  if (journal.jobs.get(job.jobId)!.cancelRequested) stop.abort();
  try {
    return await runTrainer({
      request: await localRequest(context, job),
      sandbox: context.sandbox,
      onStart: (trainer) => journal.jobs.note(job.jobId, { trainer }),
      onEvent: (event) => context.onEvent(job.jobId, journal.events.append(job.jobId, event)),
      signal: AbortSignal.any([stop.signal, context.signal]),
    });
  } finally {
    running.delete(job.jobId);
    journal.jobs.note(job.jobId, { trainer: null });
  }
}

/** Throws when there is no use in another attempt. */
function giveUp(
  { journal }: JobContext,
  job: JournalJob,
  { code, stderr }: TrainerExit,
  attempt: number,
): void {
  const { cancelRequested, deadline } = journal.jobs.get(job.jobId)!;
  const said = stderr.split('\n').at(-1) || 'nothing';
  if (cancelRequested) throw new JobLostError('canceled', 'the run was canceled');
  if (code === 4) throw new JobLostError('deadline-passed', `not done by ${deadline}`);
  if (code === 2) throw new JobLostError('inputs-refused', said);
  if (code === 3) throw new JobLostError('diverged', said);
  if (attempt >= ATTEMPTS) {
    throw new JobLostError('trainer-failed', `ended ${ATTEMPTS} times, the last with code ${code}: ${said}`);
  }
}
