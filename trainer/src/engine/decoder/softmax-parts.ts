import type { Graph } from '../graph/graph.ts';
import type { Value } from '../graph/value.ts';

/** A softmax over the last axis of `[R, V]`, in parts: `powers / total`, and ln of the sum of `e^x`, each `[R, 1]`. */
export type SoftmaxParts = { powers: Value; total: Value; normalizer: Value };

/** Adds them to a graph. */
export function softmaxParts(graph: Graph, logits: Value): SoftmaxParts {
  const wide = logits.shape;
  const maximum = graph.node('ReduceMax', [logits], ['R', 1], { axes: [1], keepdims: 1 });
  const powers = graph.node('Exp', [graph.node('Sub', [logits, maximum], wide)], wide);
  const total = graph.node('ReduceSum', [powers, graph.integers([1])], ['R', 1], { keepdims: 1 });
  const normalizer = graph.node('Add', [graph.node('Log', [total], ['R', 1]), maximum], ['R', 1]);
  return { powers, total, normalizer };
}
