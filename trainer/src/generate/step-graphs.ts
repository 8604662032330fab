import { decoderLayer } from '../engine/decoder/decoder-layer.ts';
import { declareLayerInputs } from '../engine/decoder/layer-inputs.ts';
import type { LoraLayout } from '../engine/decoder/lora-layout.ts';
import { Graph } from '../engine/graph/graph.ts';
import { partOfGraph } from '../engine/graph/part-of-graph.ts';
import { Tape } from '../engine/graph/tape.ts';
import type { Value } from '../engine/graph/value.ts';
import { mergeHeads } from '../engine/ops/merge-heads.ts';
import { rotary } from '../engine/ops/rotary.ts';
import { splitHeads } from '../engine/ops/split-heads.ts';
import type { DecoderConfig } from '../model/decoder-config.ts';

/**
 * A layer cut where its tokens attend, for tokens of several texts: `before` takes `x` to `query`, `key` and `value`,
 * `after` takes `x` and `attended` to `y`. Rows are tokens, each turned by its own place in its text.
 */
export function stepGraphs(config: DecoderConfig, layout?: LoraLayout): { before: Graph; after: Graph } {
  const graph = new Graph();
  const tape = new Tape(graph);
  const x = graph.input('x', ['T', config.hiddenSize]);
  const values = declareLayerInputs(graph, config, layout, 'T', 'C');
  const attended = graph.input('attended', ['T', config.heads * config.headDim]);
  const apart: Record<string, Value> = {};
  const y = decoderLayer(tape, config, x, values, undefined, {
    split: (rows, count) => splitHeads(tape, rows, count),
    turn: (rows) => rotary(tape, rows, values.cosine, values.sine),
    attend(query, key, value) {
      Object.assign(apart, {
        query: mergeHeads(tape, query),
        key: mergeHeads(tape, key),
        value: mergeHeads(tape, value),
      });
      return attended;
    },
    merge: (rows) => rows,
  });
  return { before: partOfGraph(graph, apart), after: partOfGraph(graph, { y }) };
}
