import type { Run } from './open-run.ts';
import { TrainError } from './train-error.ts';

/** A loss or gradient left the numbers at a step: where, what is left, and what to try. */
export function diverged({ ledger, manifest }: Run, step: number, loss: number): TrainError {
  const { learningRate, clipNorm } = manifest.optimizer;
  return new TrainError(
    'diverged',
    `step ${step}: the loss is ${loss}; the last good checkpoint is of step ${ledger.step}`,
    `Lower the learning rate (now ${learningRate}), add warm-up steps, or clip harder (now ${clipNorm || 'not at all'}).`,
    step,
  );
}
