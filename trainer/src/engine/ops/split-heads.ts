import type { Tape } from '../graph/tape.ts';
import type { Value } from '../graph/value.ts';

/** `[T, heads · width]` to `[heads, T, width]`. */
export function splitHeads(tape: Tape, x: Value, heads: number): Value {
  const { graph } = tape;
  const [tokens, columns] = [x.shape[0]!, x.shape[1] as number];
  const width = columns / heads;
  const apart = graph.node('Reshape', [x, graph.integers([-1, heads, width])], [tokens, heads, width]);
  const y = graph.node('Transpose', [apart], [heads, tokens, width], { perm: [1, 0, 2] });
  return tape.record(y, [x], (gradient) => {
    const back = graph.node('Transpose', [gradient], [tokens, heads, width], { perm: [1, 0, 2] });
    return [[x, graph.node('Reshape', [back, graph.integers([-1, columns])], x.shape)]];
  });
}
