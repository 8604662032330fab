import { heldOutLoss } from '../eval/held-out-loss.ts';
import type { Evaluation } from '../eval/held-out-loss.ts';
import type { Run } from './open-run.ts';
import { patienceAfter } from './patience.ts';

/** Measures the held-out loss of the state, which then knows it where that may end the run. */
export async function measure(
  { data, engine, manifest, state }: Pick<Run, 'data' | 'engine' | 'manifest' | 'state'>,
  signal?: AbortSignal,
): Promise<Evaluation> {
  const evaluation = await heldOutLoss(engine.objective, data.heldOut, state.step, signal);
  const { stopAfter } = manifest.evaluation;
  if (stopAfter && Number.isFinite(evaluation.loss))
    state.patience = patienceAfter(state.patience, evaluation.loss, stopAfter);
  return evaluation;
}
