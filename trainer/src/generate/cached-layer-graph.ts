import { decoderLayer } from '../engine/decoder/decoder-layer.ts';
import { declareLayerInputs } from '../engine/decoder/layer-inputs.ts';
import type { LoraLayout } from '../engine/decoder/lora-layout.ts';
import { Graph } from '../engine/graph/graph.ts';
import { Tape } from '../engine/graph/tape.ts';
import type { Value } from '../engine/graph/value.ts';
import { mergeHeads } from '../engine/ops/merge-heads.ts';
import { splitHeads } from '../engine/ops/split-heads.ts';
import type { DecoderConfig } from '../model/decoder-config.ts';

/**
 * A layer that continues a text: besides `x` of the `T` new tokens it reads `pastKey` and `pastValue`
 * `[P, keyValueHeads · headDim]` of the `P` tokens before, and gives `key` and `value` of the new ones in that form.
 * The same layer definition as in training.
 */
export function cachedLayerGraph(config: DecoderConfig, layout?: LoraLayout): Graph {
  const graph = new Graph();
  const tape = new Tape(graph);
  const width = config.keyValueHeads * config.headDim;
  const x = graph.input('x', ['T', config.hiddenSize]);
  const past = { key: graph.input('pastKey', ['P', width]), value: graph.input('pastValue', ['P', width]) };
  const join = (before: Value, now: Value) =>
    graph.node(
      'Concat',
      [splitHeads(tape, before, config.keyValueHeads), now],
      [config.keyValueHeads, 'C', config.headDim],
      { axis: 1 },
    );
  const values = declareLayerInputs(graph, config, layout, 'T', 'C');
  const y = decoderLayer(tape, config, x, values, (key, value) => {
    graph.output('key', mergeHeads(tape, key));
    graph.output('value', mergeHeads(tape, value));
    return { key: join(past.key, key), value: join(past.value, value) };
  });
  graph.output('y', y);
  return graph;
}
