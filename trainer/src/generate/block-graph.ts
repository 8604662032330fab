import { layerInputName } from '../engine/decoder/layer-input-name.ts';
import { layerWeights } from '../engine/decoder/layer-weights.ts';
import { Graph } from '../engine/graph/graph.ts';
import { Tape } from '../engine/graph/tape.ts';
import type { Dimension, Value } from '../engine/graph/value.ts';
import { attention } from '../engine/ops/attention.ts';
import { gatedGelu } from '../engine/ops/gated-gelu.ts';
import { gatedSilu } from '../engine/ops/gated-silu.ts';
import { linear } from '../engine/ops/linear.ts';
import { mergeHeads } from '../engine/ops/merge-heads.ts';
import { rows } from '../engine/ops/rows.ts';
import { splitHeads } from '../engine/ops/split-heads.ts';
import type { DecoderConfig, Projection } from '../model/decoder-config.ts';
import { linearModules } from '../model/linear-modules.ts';
import type { ModuleName } from '../model/linear-modules.ts';
import { projectionShape } from '../model/projection-shape.ts';

/** What adapters a block takes: none, LoRA of any rank (0 where a module has none), or LoRA and DoRA's factors too. */
export type Adapted = 'none' | 'lora' | 'dora';

/** The name of a layer's own value in a block. */
export const ofLayer = (layer: number, name: string) => `${layer}.${name}`;
/** The name of the factors on a module's rows, DoRA's magnitude through norm. */
export const factorName = (module: ModuleName) => `factor.${module}`;

const OWN = 'com.microsoft';

/**
 * Several layers with their weights taken in, from `x` `[N, hiddenSize]` of `N` new tokens to `y`. `positions` `[1, N]`
 * are their places. Of the `P` tokens that are remembered each layer reads `past.key` and `past.value`
 * `[P, keyValueHeads · headDim]`, and gives `key` and `value` of the new ones in that form; what each new token sees of
 * those and of these stands in `mask` `[heads / keyValueHeads · N, P + N]`. Norms and rotations are the operations that
 * ONNX Runtime has for them.
 */
export function blockGraph(config: DecoderConfig, layers: readonly number[], adapted: Adapted): Graph {
  const graph = new Graph();
  const tape = new Tape(graph);
  const shared = sharedInputs(graph, config);
  let x = graph.input('x', ['N', config.hiddenSize]);
  for (const layer of layers) {
    const frozen = new Map(
      layerWeights(config).map(({ input, shape }) => [input, graph.weight(ofLayer(layer, input), shape)]),
    );
    x = blockLayer(tape, { config, layer, frozen, adapted, shared }, x);
  }
  graph.output('y', x);
  return graph;
}

type Shared = ReturnType<typeof sharedInputs>;

type Layer = {
  config: DecoderConfig;
  layer: number;
  frozen: ReadonlyMap<string, Value>;
  adapted: Adapted;
  shared: Shared;
};

function sharedInputs(graph: Graph, { headDim, window }: DecoderConfig) {
  const tables = (prefix: string) => ({
    cosine: graph.input(`${prefix}cosine`, ['L', headDim / 2]),
    sine: graph.input(`${prefix}sine`, ['L', headDim / 2]),
  });
  const mask = graph.input('mask', ['M', 'C']);
  const all = { ...tables(''), mask };
  const near = window && {
    ...(window.ropeBase === undefined ? all : tables('near.')),
    mask: graph.input('near.mask', ['M', 'C']),
  };
  return { positions: graph.input('positions', [1, 'N'], 'int64'), all, near };
}

function blockLayer(tape: Tape, of: Layer, x: Value): Value {
  const { config, frozen } = of;
  const { graph } = tape;
  const project = projector(tape, of);
  const norm = (input: Value, name: string) => {
    const weight = frozen.get(name);
    return weight ? rootNorm(graph, input, weight, config.normEpsilon) : input;
  };
  const add = (a: Value, b: Value) => graph.node('Add', [a, b], a.shape);
  const before = norm(x, 'attentionNorm');
  const attended = attend(tape, of, {
    query: project(before, 'q_proj'),
    key: project(before, 'k_proj'),
    value: project(before, 'v_proj'),
  });
  const middle = add(x, norm(project(attended, 'o_proj'), 'attentionResultNorm'));
  const after = norm(middle, 'feedForwardNorm');
  const gated = config.activation === 'gelu-tanh' ? gatedGelu : gatedSilu;
  const wide = gated(tape, project(after, 'gate_proj'), project(after, 'up_proj'));
  return add(middle, norm(project(wide, 'down_proj'), 'feedForwardResultNorm'));
}

function rootNorm(graph: Graph, x: Value, weight: Value, epsilon: number): Value {
  const attributes = { axis: -1, epsilon: { float: epsilon } };
  return graph.node('SimplifiedLayerNormalization', [x, weight], x.shape, attributes);
}

/** Turns queries and keys by their places, remembers, and lets each token attend to what its mask lets it see. */
function attend(
  tape: Tape,
  { config, layer, frozen, shared }: Layer,
  { query, key, value }: { query: Value; key: Value; value: Value },
): Value {
  const { graph } = tape;
  const { heads, keyValueHeads, headDim, window, queryScale: scale, scoreCap: cap } = config;
  const { cosine, sine, mask } = (window?.layers[layer] && shared.near) || shared.all;
  const turn = (rows: Value, count: number, name: string): Value => {
    const weight = frozen.get(name);
    const normed = weight ? headNorm(graph, config, rows, count, weight) : rows;
    const wide = count * headDim;
    const text = graph.node('Reshape', [normed, graph.integers([1, -1, wide])], [1, 'N', wide]);
    const attributes = { interleaved: 0, num_heads: count };
    const inputs = [text, shared.positions, cosine, sine];
    const [turned] = graph.foreign(OWN, 'RotaryEmbedding', inputs, [text.shape], attributes);
    return graph.node('Reshape', [turned!, graph.integers([-1, wide])], rows.shape);
  };
  const remember = (name: string, now: Value): Value => {
    const width = keyValueHeads * headDim;
    const past = graph.input(ofLayer(layer, `past.${name}`), ['P', width]);
    graph.output(ofLayer(layer, name), now);
    return splitHeads(tape, graph.node('Concat', [past, now], ['C', width], { axis: 0 }), keyValueHeads);
  };
  const keys = remember('key', turn(key, keyValueHeads, 'keyNorm'));
  const values = remember('value', value);
  const queries = splitHeads(tape, turn(query, heads, 'queryNorm'), heads);
  return mergeHeads(tape, attention(tape, queries, keys, values, mask, { scale, cap }));
}

/** Norms every head for itself. */
function headNorm(
  graph: Graph,
  { headDim, normEpsilon }: DecoderConfig,
  rows: Value,
  count: number,
  weight: Value,
): Value {
  const apart: Dimension[] = ['N', count, headDim];
  const split = graph.node('Reshape', [rows, graph.integers([-1, count, headDim])], apart);
  const normed = rootNorm(graph, split, weight, normEpsilon);
  return graph.node('Reshape', [normed, graph.integers([-1, count * headDim])], rows.shape);
}

/** Applies a projection with its bias and what an adapter adds, whose factor alpha / rank lies in its B. */
function projector(tape: Tape, { config, layer, frozen, adapted }: Layer) {
  const { graph } = tape;
  const modules = linearModules(config);
  const narrow = new Map<ModuleName, { low: Value; b: Value; factor: Value | undefined }>();
  const adapterOf = (module: ModuleName, input: Value, out: number) => {
    const known = narrow.get(module);
    if (known) return known;
    const name = (matrix: 'A' | 'B') => ofLayer(layer, layerInputName.lora(module, matrix));
    const rank = `R.${module}`;
    const a = graph.input(name('A'), [rank, input.shape[1]!]);
    const b = graph.input(name('B'), [out, rank]);
    const factor = adapted === 'dora' ? graph.input(ofLayer(layer, factorName(module)), [out]) : undefined;
    const made = { low: linear(tape, input, a), b, factor };
    narrow.set(module, made);
    return made;
  };
  return (input: Value, projection: Projection): Value => {
    const weight = frozen.get(layerInputName.weight(projection))!;
    const bias = frozen.get(layerInputName.bias(projection));
    if (adapted === 'none') return linear(tape, input, weight, 1, bias);
    const { name, parts } = modules.find((module) => module.parts.includes(projection))!;
    const size = (part: Projection) => projectionShape(config, part)[0];
    const { low, b, factor } = adapterOf(
      name,
      input,
      parts.reduce((sum, part) => sum + size(part), 0),
    );
    const from = parts.slice(0, parts.indexOf(projection)).reduce((sum, part) => sum + size(part), 0);
    const own = (value: Value) => (parts.length === 1 ? value : rows(tape, value, from, size(projection)));
    const base = linear(tape, input, weight, 1, factor ? undefined : bias);
    const changed = linear(tape, low, own(b), 1, base);
    if (!factor) return changed;
    const scaled = graph.node('Mul', [changed, own(factor)], changed.shape);
    return bias ? graph.node('Add', [scaled, bias], scaled.shape) : scaled;
  };
}
