import type { Tape } from '../graph/tape.ts';
import type { Value } from '../graph/value.ts';

/**
 * `x / sqrt(mean(x²) + epsilon) · weight` over the last dimension (Zhang and Sennrich 2019).
 *
 * @param x `[rows, width]`
 * @param weight `[width]`
 */
export function rmsNorm(tape: Tape, x: Value, weight: Value, epsilon: number): Value {
  const { graph } = tape;
  const column = [...x.shape.slice(0, -1), 1];
  const mean = (value: Value) => graph.node('ReduceMean', [value], column, { axes: [-1], keepdims: 1 });
  const variance = mean(graph.node('Mul', [x, x], x.shape));
  const deviation = graph.node(
    'Sqrt',
    [graph.node('Add', [variance, graph.scalar(epsilon)], column)],
    column,
  );
  const inverse = graph.node('Reciprocal', [deviation], column);
  const normal = graph.node('Mul', [x, inverse], x.shape);
  const y = graph.node('Mul', [normal, weight], x.shape);
  return tape.record(y, [x, weight], (gradient) => {
    const weighted = graph.node('Mul', [gradient, weight], x.shape);
    const along = mean(graph.node('Mul', [weighted, normal], x.shape));
    const across = graph.node('Sub', [weighted, graph.node('Mul', [normal, along], x.shape)], x.shape);
    const parts: [Value, Value][] = [[x, graph.node('Mul', [across, inverse], x.shape)]];
    if (tape.wants(weight)) {
      const products = graph.node('Mul', [gradient, normal], x.shape);
      const rows = graph.integers(x.shape.slice(1).map((_, axis) => axis));
      parts.push([weight, graph.node('ReduceSum', [products, rows], weight.shape, { keepdims: 0 })]);
    }
    return parts;
  });
}
