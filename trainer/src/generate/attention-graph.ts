import { Graph } from '../engine/graph/graph.ts';
import { Tape } from '../engine/graph/tape.ts';
import { attention } from '../engine/ops/attention.ts';
import { mergeHeads } from '../engine/ops/merge-heads.ts';
import { splitHeads } from '../engine/ops/split-heads.ts';
import type { DecoderConfig } from '../model/decoder-config.ts';

/** What tokens of one text see: `query` `[T, heads · headDim]`, `keys` and `values` of all to `attended`. */
export function attentionGraph(config: DecoderConfig): Graph {
  const { heads, keyValueHeads, headDim, queryScale: scale, scoreCap: cap } = config;
  const graph = new Graph();
  const tape = new Tape(graph);
  const input = (name: string, rows: string, count: number) =>
    splitHeads(tape, graph.input(name, [rows, count * headDim]), count);
  const query = input('query', 'T', heads);
  const [keys, values] = [input('keys', 'C', keyValueHeads), input('values', 'C', keyValueHeads)];
  const mask = graph.input('mask', ['M', 'C']);
  graph.output('attended', mergeHeads(tape, attention(tape, query, keys, values, mask, { scale, cap })));
  return graph;
}
