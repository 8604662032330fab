import { diverged } from './diverged.ts';
import type { EventLog } from './event-log.ts';
import { measure } from './measure.ts';
import type { Run } from './open-run.ts';

/** Whether the held-out loss is wanted at the step where the run stands. */
export function evaluationWanted({ data, manifest, plan, state }: Run): boolean {
  const every = manifest.evaluation.everySteps;
  const wanted = state.step === 0 || state.step === plan.steps || (every > 0 && state.step % every === 0);
  return data.heldOut.length > 0 && wanted;
}

/** Whether it is wanted and not yet known. */
export function evaluationDue(run: Run): boolean {
  const known = run.ledger.evaluations.some(({ step }) => step === run.state.step);
  return !known && evaluationWanted(run);
}

/**
 * Measures the held-out loss and keeps it.
 *
 * @throws TrainError `diverged` when it is no number.
 */
export async function evaluate(run: Run, events: EventLog, signal?: AbortSignal): Promise<void> {
  const evaluation = await measure(run, signal);
  if (!Number.isFinite(evaluation.loss)) throw diverged(run, evaluation.step, evaluation.loss);
  run.ledger.evaluations.push(evaluation);
  await run.save();
  const { step, loss, tokens, preference } = evaluation;
  const stale = run.state.patience?.stale;
  const patience = stale === undefined ? {} : { withoutGain: stale };
  const pairs = preference ? { preference } : {};
  events.emit({ type: 'eval', step, heldOutLoss: loss, tokens, ...pairs, ...patience });
}
