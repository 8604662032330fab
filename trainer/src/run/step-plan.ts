import type { JobManifest } from '@cultivar/sdk/spec';
import type { Sequence } from '../data/sequence.ts';
import type { TrainingData } from '../data/training-data.ts';

/** Which sequences each optimiser step takes. */
export type StepPlan = {
  steps: number;
  /** Sequences of optimiser step `step` (from 1), and the cursor after it. */
  take(step: number): { sequences: Sequence[]; cursor: number };
};

/**
 * Lays the epochs end to end and cuts them into steps of `batchSize · accumulation` sequences, or pairs of them. A run of
 * so many epochs may end with a smaller step; a run of so many steps never does.
 */
export function stepPlan(
  manifest: Pick<JobManifest, 'batchSize' | 'accumulation' | 'steps' | 'epochs'>,
  data: Pick<TrainingData, 'epoch' | 'together'>,
): StepPlan {
  const { together } = data;
  const width = manifest.batchSize * manifest.accumulation * together;
  const perEpoch = data.epoch(0).length;
  const total =
    manifest.steps === undefined
      ? together * Math.max(1, Math.round((perEpoch / together) * (manifest.epochs ?? 1)))
      : Infinity;
  let open = { number: 0, sequences: data.epoch(0) };
  const at = (index: number): Sequence => {
    const number = Math.floor(index / perEpoch);
    if (number !== open.number) open = { number, sequences: data.epoch(number) };
    return open.sequences.at(index % perEpoch)!;
  };
  return {
    steps: manifest.steps ?? Math.ceil(total / width),
    take(step) {
      const from = (step - 1) * width;
      const cursor = Math.min(from + width, total);
      return { sequences: Array.from({ length: cursor - from }, (_, i) => at(from + i)), cursor };
    },
  };
}
