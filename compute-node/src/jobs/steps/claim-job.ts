import { ActRefusedError } from '../../chain/act-refused-error.ts';
import { termsText } from '../../chain/job-terms.ts';
import type { JobTerms } from '../../chain/job-terms.ts';
import type { JournalJob } from '../../journal/journal-types.ts';
import { runTrainer } from '../../sandbox/run-trainer.ts';
import { checkTraceShape } from '../check-trace-shape.ts';
import { actOf } from '../job-context.ts';
import type { JobContext } from '../job-context.ts';
import { JobLostError } from '../job-lost-error.ts';
import { JobRefusedError } from '../job-refused-error.ts';
import { localRequest, specOf } from './local-inputs.ts';

/** `checked -> claimed`: shows that the trainer can do the job, then claims it with a bond. */
export async function claimJob(context: JobContext, job: JournalJob): Promise<void> {
  const { journal, reader, writer, calls, policy, logger } = context;
  const terms = termsText.read(job.request);
  const act = actOf(context, job.jobId, 'claim');
  if (journal.intents.newest(act) === undefined) {
    const head = await reader.head();
    await stillOpen(context, job, terms, head.timestamp);
    if ((await reader.priceAt(terms, head.timestamp)) < policy.minPriceWei) return;
    await tryTrainer(context, job);
  }
  try {
    await writer.perform(act, calls.claim(job.jobId, terms));
  } catch (error) {
    if (!(error instanceof ActRefusedError)) throw error;
    // Someone was faster, or the requester took it back; anything else is about us or the request.
    const gone = error.reason === 'JobEscrow_WrongState' || error.reason === 'JobEscrow_ClaimWindowOver';
    const Kind = gone ? JobLostError : JobRefusedError;
    throw new Kind(error.reason, error.message, { cause: error });
  }
  const claimed = await reader.job(job.jobId);
  const priceWei = await reader.priceAt(terms, claimed.claimedAt);
  const deadline = claimed.claimedAt + terms.work.runTime;
  journal.jobs.advance(job.jobId, 'checked', 'claimed', {
    priceWei,
    deadline,
    bondLocked: true,
    reason: null,
  });
  logger.info({ job: String(job.jobId), priceWei: String(priceWei), deadline }, 'job claimed');
}

async function stillOpen(
  { reader }: JobContext,
  job: JournalJob,
  terms: JobTerms,
  timestamp: number,
): Promise<void> {
  const { state, node } = await reader.job(job.jobId);
  if (state !== 'open') throw new JobLostError('no-longer-open', `the job is ${state}, by ${node}`);
  if (timestamp >= terms.requestedAt + terms.payment.claimWindow) {
    throw new JobRefusedError('window-over', 'the claim window ended before this node was free');
  }
}

/**
 * Starts the trainer until it says that it has read everything and could begin. A dataset with a broken row or a
 * model with missing weights is found here, where refusing costs nothing, and not with a bond at stake; so is a request
 * that names another trace than so many epochs make.
 */
async function tryTrainer(context: JobContext, job: JournalJob): Promise<void> {
  const ready = new AbortController();
  let steps = 0;
  const exit = await runTrainer({
    request: await localRequest(context, job),
    sandbox: context.sandbox,
    onStart: (trainer) => context.journal.jobs.note(job.jobId, { trainer }),
    onEvent: (event) => {
      if (event.type !== 'started') return;
      steps = event.steps;
      ready.abort();
    },
    signal: AbortSignal.any([ready.signal, context.signal]),
  });
  context.journal.jobs.note(job.jobId, { trainer: null });
  context.signal.throwIfAborted();
  if (ready.signal.aborted) return checkTraceShape(specOf(job), steps, termsText.read(job.request));
  const said = exit.stderr.split('\n').at(-1) || 'nothing';
  if (exit.code === 2) throw new JobRefusedError('inputs-refused', said);
  throw new JobRefusedError('trainer-failed', `the trainer ended with code ${exit.code} and said: ${said}`);
}
