import { isKeptNarrow } from '../../decoder/is-kept-narrow.ts';
import type { Graph } from '../../graph/graph.ts';
import { storeInBfloat16 } from '../../graph/store-in-bfloat16.ts';
import type { Precision } from '../executor-choice.ts';

/** A graph as OpenVINO compiles it: in bf16, what is kept in bfloat16 comes in and goes out in it. */
export function openVinoGraph(graph: Graph, precision: Precision): Graph {
  return precision === 'bf16' ? storeInBfloat16(graph, isKeptNarrow) : graph;
}
