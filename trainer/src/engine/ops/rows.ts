import type { Tape } from '../graph/tape.ts';
import type { Value } from '../graph/value.ts';

/** Rows `from` to `from + count` of a matrix, or elements of a vector. */
export function rows(tape: Tape, x: Value, from: number, count: number): Value {
  const { graph } = tape;
  const [all, ...columns] = x.shape as [number, ...number[]];
  const bounds = [[from], [from + count], [0]].map((numbers) => graph.integers(numbers));
  const y = graph.node('Slice', [x, ...bounds], [count, ...columns]);
  return tape.record(y, [x], (gradient) => {
    const none = columns.map(() => 0);
    const around = graph.integers([from, ...none, all - from - count, ...none]);
    return [[x, graph.node('Pad', [gradient, around], x.shape)]];
  });
}
