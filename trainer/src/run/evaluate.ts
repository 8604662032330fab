import { heldOutLoss } from '../eval/held-out-loss.ts';
import { diverged } from './diverged.ts';
import type { EventLog } from './event-log.ts';
import type { Run } from './open-run.ts';
import { patienceAfter } from './patience.ts';

/** Whether the held-out loss is wanted at the step where the run stands, and not yet known. */
export function evaluationDue({ data, manifest, plan, state, ledger }: Run): boolean {
  const every = manifest.evaluation.everySteps;
  const wanted = state.step === 0 || state.step === plan.steps || (every > 0 && state.step % every === 0);
  const known = ledger.evaluations.some(({ step }) => step === state.step);
  return data.heldOut.length > 0 && wanted && !known;
}

/**
 * Measures the held-out loss and keeps it.
 *
 * @throws TrainError `diverged` when it is no number.
 */
export async function evaluate(run: Run, events: EventLog, signal?: AbortSignal): Promise<void> {
  const evaluation = await heldOutLoss(run.engine, run.data.heldOut, run.state.step, signal);
  if (!Number.isFinite(evaluation.loss)) throw diverged(run, evaluation.step, evaluation.loss);
  run.ledger.evaluations.push(evaluation);
  const { stopAfter } = run.manifest.evaluation;
  if (stopAfter) run.state.patience = patienceAfter(run.state.patience, evaluation.loss, stopAfter);
  await run.save();
  const { step, loss, tokens } = evaluation;
  const stale = run.state.patience?.stale;
  const patience = stale === undefined ? {} : { withoutGain: stale };
  events.emit({ type: 'eval', step, heldOutLoss: loss, tokens, ...patience });
}
