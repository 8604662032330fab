import type { PreferenceReport } from '@cultivar/sdk/spec';
import type { Sequence } from '../data/sequence.ts';

/** What a run makes small. */
export type Objective = {
  /**
   * Sets `gradient` to that of the mean loss of the sequences, however they are cut into micro-batches.
   *
   * @param step Number of the optimiser step: dropout depends on it.
   * @returns The mean loss, and for pairs of answers how they stand.
   */
  gradient(
    sequences: readonly Sequence[],
    gradient: Float32Array,
    signal?: AbortSignal,
    step?: number,
  ): Promise<{ loss: number; preference?: PreferenceReport }>;
  /** Measures sequences without learning from them. */
  measure(sequences: readonly Sequence[], signal?: AbortSignal): Promise<Measured>;
};

/** Losses that are summed, and how many they are the sum over. */
export type Measured = {
  losses: number[];
  count: number;
  /** Summed negative log-likelihood (nats) of each sequence's counted labels. */
  sums: number[];
  /** For pairs of answers: the rewards of the better and the worse one. */
  rewards?: (readonly [number, number])[];
};
