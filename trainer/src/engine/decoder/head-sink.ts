import type { Tensor } from '../executor/tensor.ts';

/** Takes the gradients of a head's own weights, a block of rows at a time. */
export type HeadSink = {
  /** Places for the outputs of `headWeightGradients` and `gradient.norm`, for a block of so many rows. */
  room(rows: number): Readonly<Record<string, Tensor>>;
  /**
   * Adds what lies there, times `factor`.
   *
   * @param labels Token of each row.
   */
  add(labels: readonly number[], factor: number): Promise<void>;
};
