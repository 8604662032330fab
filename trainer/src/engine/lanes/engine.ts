import type { Sequence } from '../../data/sequence.ts';
import type { Layout } from '../decoder/full-layout.ts';
import type { RopeTables } from '../decoder/rope-tables.ts';
import type { ExecutorChoice } from '../executor/executor-choice.ts';

/** A model under training. Neither loss nor gradient depends on the number of lanes. */
export type Engine = {
  /** What runs its graphs. */
  readonly executor: ExecutorChoice;
  readonly layout: Layout;
  /** All trainable values, changed in place by the optimiser. */
  readonly parameters: Float32Array;
  readonly table: RopeTables;
  /** Memory for a gradient, as `gradient` wants it. */
  gradientRoom(): Float32Array;
  /** Summed negative log-likelihood (nats) of each sequence's counted labels. */
  losses(sequences: readonly Sequence[], signal?: AbortSignal): Promise<number[]>;
  /**
   * Sets `gradient` to that of all losses together, divided by `divisor`; sequences are added in their order.
   *
   * @param step Number of the optimiser step: dropout depends on it.
   * @returns The summed loss, undivided.
   */
  gradient(
    sequences: readonly Sequence[],
    divisor: number,
    gradient: Float32Array,
    signal?: AbortSignal,
    step?: number,
  ): Promise<number>;
  close(): Promise<void>;
};
