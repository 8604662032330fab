import type { Tape } from '../graph/tape.ts';
import type { Value } from '../graph/value.ts';

/** Rows `from` to `from + count` of a matrix. */
export function rows(tape: Tape, x: Value, from: number, count: number): Value {
  const { graph } = tape;
  const [all, columns] = [x.shape[0] as number, x.shape[1]!];
  const bounds = [[from], [from + count], [0]].map((numbers) => graph.integers(numbers));
  const y = graph.node('Slice', [x, ...bounds], [count, columns]);
  return tape.record(y, [x], (gradient) => {
    const around = graph.integers([from, 0, all - from - count, 0]);
    return [[x, graph.node('Pad', [gradient, around], x.shape)]];
  });
}
