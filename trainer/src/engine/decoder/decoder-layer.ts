import type { DecoderConfig } from '../../model/decoder-config.ts';
import type { Tape } from '../graph/tape.ts';
import type { Value } from '../graph/value.ts';
import { add } from '../ops/add.ts';
import { attention } from '../ops/attention.ts';
import { gatedSilu } from '../ops/gated-silu.ts';
import { linear } from '../ops/linear.ts';
import { mergeHeads } from '../ops/merge-heads.ts';
import { rmsNorm } from '../ops/rms-norm.ts';
import { rotary } from '../ops/rotary.ts';
import { splitHeads } from '../ops/split-heads.ts';
import type { Projection } from './projections.ts';

/** The values that one layer reads besides its input. */
export type LayerValues = {
  attentionNorm: Value;
  feedForwardNorm: Value;
  /** Frozen weights `[out, in]`. */
  weights: Readonly<Record<Projection, Value>>;
  /** LoRA pairs of the projections that have one, and the factor alpha / rank. */
  lora: Readonly<Partial<Record<Projection, { a: Value; b: Value }>>>;
  loraScale: number;
  cosine: Value;
  sine: Value;
  mask: Value;
};

/** Adds what came before to this layer's keys and values, both `[keyValueHeads, T, headDim]`. */
export type Remember = (key: Value, value: Value) => { key: Value; value: Value };

/**
 * A pre-norm decoder layer: attention, then a gated feed-forward, each on a residual path.
 *
 * @param x `[T, hiddenSize]`
 * @param remember Joins the keys and values of earlier tokens where there is a cache.
 */
export function decoderLayer(
  tape: Tape,
  config: DecoderConfig,
  x: Value,
  values: LayerValues,
  remember: Remember = (key, value) => ({ key, value }),
): Value {
  const project = (input: Value, projection: Projection): Value => {
    const base = linear(tape, input, values.weights[projection]);
    const pair = values.lora[projection];
    return pair ? linear(tape, linear(tape, input, pair.a, values.loraScale), pair.b, 1, base) : base;
  };
  const turn = (heads: Value) => rotary(tape, heads, values.cosine, values.sine);

  const before = rmsNorm(tape, x, values.attentionNorm, config.normEpsilon);
  const query = turn(splitHeads(tape, project(before, 'q_proj'), config.heads));
  const { key, value } = remember(
    turn(splitHeads(tape, project(before, 'k_proj'), config.keyValueHeads)),
    splitHeads(tape, project(before, 'v_proj'), config.keyValueHeads),
  );
  const attended = mergeHeads(tape, attention(tape, query, key, value, values.mask));
  const middle = add(tape, x, project(attended, 'o_proj'));

  const after = rmsNorm(tape, middle, values.feedForwardNorm, config.normEpsilon);
  const wide = gatedSilu(tape, project(after, 'gate_proj'), project(after, 'up_proj'));
  return add(tape, middle, project(wide, 'down_proj'));
}
