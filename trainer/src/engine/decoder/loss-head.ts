import type { Sequence } from '../../data/sequence.ts';
import type { DecoderConfig } from '../../model/decoder-config.ts';
import type { Executor } from '../executor/executor.ts';
import type { FrozenWeights } from './frozen-weights.ts';
import { headGraph } from './head-graph.ts';
import type { HeadPass } from './head-graph.ts';
import { gatherRows, scatterRows } from './head-rows.ts';
import type { HeadSink } from './head-sink.ts';

/** Rows that go through the output projection at once: bounds the memory of the logits. */
export const ROWS_AT_ONCE = 128;

/** Where a head's gradient goes: that of `sum / divisor` with respect to its input, and of its weights if these are trained. */
export type HeadPull = { data: Float32Array; divisor: number; sink?: HeadSink | undefined };

/** The loss at the end of the model. */
export type LossHead = {
  /**
   * Summed negative log-likelihood (nats) of the sequence's counted labels, each times its weight.
   *
   * @param x The last layer's result `[tokens, hiddenSize]`.
   * @param gradient When given, filled with the gradient of `sum / divisor` with respect to `x`.
   */
  loss(sequence: Sequence, x: Float32Array, gradient?: HeadPull): Promise<number>;
  close(): Promise<void>;
};

/** Compiles the head. */
export async function lossHead(
  executor: Executor,
  config: DecoderConfig,
  { output, finalNorm }: FrozenWeights,
  pass: Exclude<HeadPass, 'evaluation'> = 'training',
): Promise<LossHead> {
  const training = await executor.compile(headGraph(config, pass));
  const evaluation = await executor.compile(headGraph(config, 'evaluation'));
  const width = config.hiddenSize;
  return {
    async loss(sequence, x, gradient) {
      const counted = [...sequence.weights.keys()].filter((t) => sequence.weights[t] !== 0);
      gradient?.data.fill(0);
      let sum = 0;
      for (let from = 0; from < counted.length; from += ROWS_AT_ONCE) {
        const rows = counted.slice(from, from + ROWS_AT_ONCE);
        const inputs = {
          x: { data: gatherRows(x, rows, width), shape: [rows.length, width] },
          norm: finalNorm,
          embedding: output,
          labels: {
            data: BigInt64Array.from(rows, (t) => BigInt(sequence.labels[t]!)),
            shape: [rows.length],
          },
          weights: { data: Float32Array.from(rows, (t) => sequence.weights[t]!), shape: [rows.length, 1] },
        };
        const losses = { data: new Float32Array(rows.length), shape: [rows.length, 1] };
        if (gradient) {
          const pull = { data: new Float32Array(rows.length * width), shape: [rows.length, width] };
          const room = gradient.sink?.room(rows.length);
          await training.run(inputs, { losses, 'gradient.x': pull, ...room });
          scatterRows(pull.data, rows, width, gradient.data, 1 / gradient.divisor);
          await gradient.sink?.add(
            rows.map((t) => sequence.labels[t]!),
            1 / gradient.divisor,
          );
        } else {
          await evaluation.run(inputs, { losses });
        }
        for (const loss of losses.data) sum += loss;
      }
      return sum;
    },
    async close() {
      await Promise.all([training.release(), evaluation.release()]);
    },
  };
}
