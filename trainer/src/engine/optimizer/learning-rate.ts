import type { JobManifest } from '@cultivar/sdk/spec';
import { ONE, toDouble } from '../math/fixed-point.ts';
import { PI } from '../math/pi.ts';
import { sineCosine } from '../math/sine-cosine.ts';

/**
 * The learning rate of optimiser step `step` (from 1) of `steps`: a linear warm-up, then constant, or falling to
 * zero after the last step, linearly or as half a cosine.
 */
export function learningRate(
  schedule: JobManifest['schedule'],
  peak: number,
  step: number,
  steps: number,
): number {
  const { name, warmupSteps } = schedule;
  if (step <= warmupSteps) return (peak * step) / warmupSteps;
  const done = step - 1 - warmupSteps;
  const length = Math.max(1, steps - warmupSteps);
  switch (name) {
    case 'constant':
      return peak;
    case 'linear':
      return peak * (1 - done / length);
    case 'cosine': {
      const { cosine } = sineCosine((PI * BigInt(done)) / BigInt(length));
      return peak * toDouble((ONE + cosine) >> 1n);
    }
  }
}
