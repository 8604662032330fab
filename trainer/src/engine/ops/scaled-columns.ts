import type { Tape } from '../graph/tape.ts';
import type { Value } from '../graph/value.ts';

/**
 * Each column of `x` times a factor of its own.
 *
 * @param x `[rows, columns]`
 * @param factors `[columns]`
 */
export function scaledColumns(tape: Tape, x: Value, factors: Value): Value {
  const { graph } = tape;
  const y = graph.node('Mul', [x, factors], x.shape);
  return tape.record(y, [x, factors], (gradient) => {
    const parts: [Value, Value][] = [];
    if (tape.wants(x)) parts.push([x, graph.node('Mul', [gradient, factors], x.shape)]);
    if (tape.wants(factors)) {
      const products = graph.node('Mul', [gradient, x], x.shape);
      const sums = graph.node('ReduceSum', [products, graph.integers([0])], factors.shape, { keepdims: 0 });
      parts.push([factors, sums]);
    }
    return parts;
  });
}
