import type { Graph } from '../graph/graph.ts';
import type { Tape } from '../graph/tape.ts';
import type { Value } from '../graph/value.ts';

/**
 * `scale · x · weightᵀ (+ addend)`: the linear layer in the Hugging Face layout.
 *
 * @param x `[rows, in]`
 * @param weight `[out, in]`
 * @param addend `[rows, out]`, or `[out]` for all rows alike; added to the product
 */
export function linear(tape: Tape, x: Value, weight: Value, scale = 1, addend?: Value): Value {
  const { graph } = tape;
  const alpha = { float: scale };
  const y = graph.node('Gemm', addend ? [x, weight, addend] : [x, weight], [x.shape[0]!, weight.shape[0]!], {
    alpha,
    transB: 1,
  });
  const inputs = addend ? [x, weight, addend] : [x, weight];
  return tape.record(y, inputs, (gradient) => {
    const parts: [Value, Value][] = [];
    if (addend && tape.wants(addend)) parts.push([addend, likeAddend(graph, gradient, addend)]);
    if (tape.wants(x)) parts.push([x, graph.node('Gemm', [gradient, weight], x.shape, { alpha })]);
    if (tape.wants(weight)) {
      parts.push([weight, graph.node('Gemm', [gradient, x], weight.shape, { alpha, transA: 1 })]);
    }
    return parts;
  });
}

/** The gradient of what was added: the same, or summed over the rows that shared it. */
function likeAddend(graph: Graph, gradient: Value, addend: Value): Value {
  if (addend.shape.length === gradient.shape.length) return gradient;
  return graph.node('ReduceSum', [gradient, graph.integers([0])], addend.shape, { keepdims: 0 });
}
