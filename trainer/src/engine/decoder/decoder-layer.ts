import type { DecoderConfig } from '../../model/decoder-config.ts';
import { linearModules } from '../../model/linear-modules.ts';
import type { ModuleName } from '../../model/linear-modules.ts';
import { projectionShape } from '../../model/projection-shape.ts';
import type { Tape } from '../graph/tape.ts';
import type { Value } from '../graph/value.ts';
import { add } from '../ops/add.ts';
import { attention } from '../ops/attention.ts';
import { divided } from '../ops/divided.ts';
import { gatedGelu } from '../ops/gated-gelu.ts';
import { gatedSilu } from '../ops/gated-silu.ts';
import { linear } from '../ops/linear.ts';
import { masked } from '../ops/masked.ts';
import { mergeHeads } from '../ops/merge-heads.ts';
import { rmsNorm } from '../ops/rms-norm.ts';
import { rotary } from '../ops/rotary.ts';
import { rows } from '../ops/rows.ts';
import { scaledColumns } from '../ops/scaled-columns.ts';
import { splitHeads } from '../ops/split-heads.ts';
import { layerInputName } from './layer-input-name.ts';
import type { Projection } from './projections.ts';

/** What adapts one module. */
export type LoraValues = {
  /** `[rank, in]` */
  a: Value;
  /** `[out, rank]` */
  b: Value;
  /** In a training step, the mask of its input `[T, in]`. */
  dropout?: Value;
  /** With DoRA (Liu et al. 2024), what rows are to be as long as, and what they are, which is not differentiated: `[out]`. */
  dora?: { magnitude: Value; norm: Value };
};

/** The values that one layer reads besides its input. */
export type LayerValues = {
  /** Frozen weights by the names of `layerWeights`. */
  frozen: ReadonlyMap<string, Value>;
  /** LoRA pairs of the modules that have one, and the factor alpha / rank. */
  lora: ReadonlyMap<ModuleName, LoraValues>;
  loraScale: number;
  cosine: Value;
  sine: Value;
  mask: Value;
};

/** Adds what came before to this layer's keys and values, both `[keyValueHeads, T, headDim]`. */
export type Remember = (key: Value, value: Value) => { key: Value; value: Value };

/** How rows become heads, are turned and attend, and become rows again. */
export type Heads = {
  split(x: Value, count: number): Value;
  turn(x: Value): Value;
  attend(query: Value, key: Value, value: Value): Value;
  merge(x: Value): Value;
};

/**
 * A pre-norm decoder layer: attention, then a gated feed-forward, each on a residual path. What an architecture adds
 * to that stands in its configuration.
 *
 * @param x `[T, hiddenSize]`
 * @param remember Joins the keys and values of earlier tokens where there is a cache.
 * @param heads Absent: those of one text.
 */
export function decoderLayer(
  tape: Tape,
  config: DecoderConfig,
  x: Value,
  values: LayerValues,
  remember: Remember = (key, value) => ({ key, value }),
  { split, turn, attend, merge }: Heads = textHeads(tape, config, values),
): Value {
  const project = projector(tape, config, values);
  const norm = (input: Value, name: string) => {
    const weight = values.frozen.get(name);
    return weight ? rmsNorm(tape, input, weight, config.normEpsilon) : input;
  };
  const heads = (input: Value, projection: Projection, count: number) =>
    split(project(input, projection), count);

  const before = norm(x, 'attentionNorm');
  const query = turn(norm(heads(before, 'q_proj', config.heads), 'queryNorm'));
  const { key, value } = remember(
    turn(norm(heads(before, 'k_proj', config.keyValueHeads), 'keyNorm')),
    heads(before, 'v_proj', config.keyValueHeads),
  );
  const attended = merge(attend(query, key, value));
  const middle = add(tape, x, norm(project(attended, 'o_proj'), 'attentionResultNorm'));

  const after = norm(middle, 'feedForwardNorm');
  const gated = config.activation === 'gelu-tanh' ? gatedGelu : gatedSilu;
  const wide = gated(tape, project(after, 'gate_proj'), project(after, 'up_proj'));
  return add(tape, middle, norm(project(wide, 'down_proj'), 'feedForwardResultNorm'));
}

/** Heads of a sequence whose rows follow one another, `[heads, T, headDim]`. */
function textHeads(tape: Tape, config: DecoderConfig, { cosine, sine, mask }: LayerValues): Heads {
  const { queryScale: scale, scoreCap: cap } = config;
  return {
    split: (x, count) => splitHeads(tape, x, count),
    turn: (x) => rotary(tape, x, cosine, sine),
    attend: (query, key, value) => attention(tape, query, key, value, mask, { scale, cap }),
    merge: (x) => mergeHeads(tape, x),
  };
}

/** Applies a projection with its bias and its share of a LoRA pair, whose narrow half fused projections compute once. */
function projector(tape: Tape, config: DecoderConfig, { frozen, lora, loraScale }: LayerValues) {
  const modules = linearModules(config);
  const narrow = new Map<ModuleName, Value>();
  return (input: Value, projection: Projection): Value => {
    const bias = frozen.get(layerInputName.bias(projection));
    const weight = frozen.get(layerInputName.weight(projection))!;
    const { name, parts } = modules.find((module) => module.parts.includes(projection))!;
    const pair = lora.get(name);
    const base = pair?.dora ? undefined : linear(tape, input, weight, 1, bias);
    if (!pair) return base!;
    const seen = pair.dropout ? masked(tape, input, pair.dropout) : input;
    const low = narrow.get(name) ?? linear(tape, seen, pair.a, loraScale);
    narrow.set(name, low);
    const size = (part: Projection) => projectionShape(config, part)[0];
    const from = parts.slice(0, parts.indexOf(projection)).reduce((sum, part) => sum + size(part), 0);
    const own = (value: Value) => (parts.length === 1 ? value : rows(tape, value, from, size(projection)));
    if (base) return linear(tape, low, own(pair.b), 1, base);
    const changed = linear(tape, low, own(pair.b), 1, linear(tape, seen, weight));
    const { magnitude, norm } = pair.dora!;
    const turned = scaledColumns(tape, changed, own(divided(tape, magnitude, norm)));
    if (!pair.dropout) return bias ? add(tape, turned, bias) : turned;
    // As in PEFT, what the adapter does not see passes through the base's own weights.
    const hidden = tape.graph.node('Sub', [tape.graph.scalar(1), pair.dropout], pair.dropout.shape);
    return add(tape, linear(tape, masked(tape, input, hidden), weight, 1, bias), turned);
  };
}
