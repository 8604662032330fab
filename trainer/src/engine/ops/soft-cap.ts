import type { Graph } from '../graph/graph.ts';
import type { Value } from '../graph/value.ts';

/**
 * `cap · tanh(x / cap)`: nearly x where it is small, never beyond ±cap (Gemma 2). A part of larger operations, so it
 * gives its pull-back rather than record it.
 */
export function softCap(
  graph: Graph,
  x: Value,
  cap: number,
): { y: Value; pullBack: (gradient: Value) => Value } {
  const { shape } = x;
  const bent = graph.node('Tanh', [graph.node('Mul', [x, graph.scalar(1 / cap)], shape)], shape);
  return {
    y: graph.node('Mul', [bent, graph.scalar(cap)], shape),
    pullBack(gradient) {
      const slope = graph.node('Sub', [graph.scalar(1), graph.node('Mul', [bent, bent], shape)], shape);
      return graph.node('Mul', [gradient, slope], shape);
    },
  };
}
