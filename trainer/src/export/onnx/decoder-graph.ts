import { decoderLayer } from '../../engine/decoder/decoder-layer.ts';
import { layerWeights } from '../../engine/decoder/layer-weights.ts';
import { Graph } from '../../engine/graph/graph.ts';
import { Tape } from '../../engine/graph/tape.ts';
import type { Value } from '../../engine/graph/value.ts';
import { linear } from '../../engine/ops/linear.ts';
import { rmsNorm } from '../../engine/ops/rms-norm.ts';
import { softCap } from '../../engine/ops/soft-cap.ts';
import type { DecoderConfig } from '../../model/decoder-config.ts';
import { batchHeads } from './batch-heads.ts';
import { batchTables } from './batch-tables.ts';

/** Names of the graph's weights besides those of `layerWeightName`. */
export const ONNX_WEIGHTS = {
  embedding: 'embedding',
  output: 'output',
  finalNorm: 'finalNorm',
  frequencies: 'rotary',
  windowFrequencies: 'rotaryWindow',
} as const;

/** The name of a layer's weight in the graph. */
export const layerWeightName = (layer: number, input: string): string => `layers.${layer}.${input}`;

/**
 * A whole decoder as one graph, for several texts at once, with the inputs and outputs that transformers.js knows:
 * `input_ids`, `position_ids` `[batch, tokens]`, `attention_mask` `[batch, total]` and of every layer
 * `past_key_values.N.key` and `.value` `[batch, keyValueHeads, past, headDim]` to `logits` `[batch, tokens, vocabulary]`
 * and `present.N.key` and `.value`. Weights are inputs too, after these.
 */
export function decoderGraph(config: DecoderConfig): { graph: Graph; weights: readonly Value[] } {
  const graph = new Graph();
  const tape = new Tape(graph);
  const tokens = ['batch', 'tokens'];
  const inputIds = graph.input('input_ids', tokens, 'int64');
  const attentionMask = graph.input('attention_mask', ['batch', 'total'], 'int64');
  const positionIds = graph.input('position_ids', tokens, 'int64');
  const cache = ['batch', config.keyValueHeads, 'past', config.headDim];
  const past = Array.from({ length: config.layers }, (_, layer) => ({
    key: graph.input(`past_key_values.${layer}.key`, cache),
    value: graph.input(`past_key_values.${layer}.value`, cache),
  }));
  const given = graph.inputs.length;
  const weight = (name: string, shape: readonly number[]) => graph.input(name, shape);
  const wide = [config.vocabularySize, config.hiddenSize];
  const embedding = weight(ONNX_WEIGHTS.embedding, wide);
  const half = [config.headDim / 2];
  const { all, near } = batchTables(graph, config, {
    ...{ inputIds, positionIds, attentionMask },
    frequencies: weight(ONNX_WEIGHTS.frequencies, half),
    windowFrequencies:
      config.window?.ropeBase === undefined ? undefined : weight(ONNX_WEIGHTS.windowFrequencies, half),
  });

  let x = embed(graph, config, embedding, inputIds);
  const presents: [string, Value][] = [];
  for (const [layer, { key: pastKey, value: pastValue }] of past.entries()) {
    const tables = config.window?.layers[layer] ? near : all;
    const frozen = new Map(
      layerWeights(config).map(({ input, shape }) => [input, weight(layerWeightName(layer, input), shape)]),
    );
    const join = (before: Value, now: Value) =>
      graph.node('Concat', [before, now], ['batch', config.keyValueHeads, 'total', config.headDim], {
        axis: 2,
      });
    x = decoderLayer(
      ...([tape, config, x, { ...tables, frozen, lora: new Map(), loraScale: 1 }] as const),
      (key, value) => {
        const joined = { key: join(pastKey, key), value: join(pastValue, value) };
        presents.push([`present.${layer}.key`, joined.key], [`present.${layer}.value`, joined.value]);
        return joined;
      },
      batchHeads(graph, config, tables),
    );
  }
  const norm = weight(ONNX_WEIGHTS.finalNorm, [config.hiddenSize]);
  const output = config.tiedEmbeddings ? embedding : weight(ONNX_WEIGHTS.output, wide);
  const raw = linear(tape, rmsNorm(tape, x, norm, config.normEpsilon), output);
  const flat = config.logitCap === undefined ? raw : softCap(graph, raw, config.logitCap).y;
  const sizes = graph.node('Concat', [all.batch, graph.integers([-1, config.vocabularySize])], [3], {
    axis: 0,
  });
  graph.output('logits', graph.node('Reshape', [flat, sizes], [...tokens, config.vocabularySize]));
  for (const [name, value] of presents) graph.output(name, value);
  const weights = graph.inputs.splice(given);
  return { graph, weights };
}

/** `[rows, hiddenSize]`, text by text. */
function embed(graph: Graph, config: DecoderConfig, embedding: Value, ids: Value): Value {
  const shape = ['rows', config.hiddenSize];
  const row = graph.node('Reshape', [ids, graph.integers([-1])], ['rows']);
  const x = graph.node('Gather', [embedding, row], shape, { axis: 0 });
  return config.embeddingScale === undefined
    ? x
    : graph.node('Mul', [x, graph.scalar(config.embeddingScale)], shape);
}
