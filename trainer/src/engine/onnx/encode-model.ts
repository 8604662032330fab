import type { Graph } from '../graph/graph.ts';
import { encodeGraph } from './encode-graph.ts';
import { message } from './message.ts';
import type { Field } from './message.ts';

export const IR_VERSION = 8;
/** Opset of the standard operators we emit. */
export const OPSET = 17;

/**
 * The bytes of an ONNX model that holds `graph`, the same for the same graph. The fields are written one by one: what
 * compiles a schema at run time makes code from text, which the content policy of a page forbids.
 */
export function encodeModel(graph: Graph): Uint8Array {
  const opset = message([1, ''], [2, OPSET]);
  const domains = new Set(graph.nodes.flatMap(({ domain }) => domain ?? []));
  const others = [...domains].map((domain): Field => [8, message([1, domain], [2, 1])]);
  return message([1, IR_VERSION], [2, 'cultivar'], [7, encodeGraph(graph)], [8, opset], ...others);
}
