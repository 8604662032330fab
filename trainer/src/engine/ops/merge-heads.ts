import type { Tape } from '../graph/tape.ts';
import type { Value } from '../graph/value.ts';

/** `[heads, T, width]` to `[T, heads · width]`, the inverse of `splitHeads`. */
export function mergeHeads(tape: Tape, x: Value): Value {
  const { graph } = tape;
  const [heads, tokens, width] = [x.shape[0] as number, x.shape[1]!, x.shape[2] as number];
  const beside = graph.node('Transpose', [x], [tokens, heads, width], { perm: [1, 0, 2] });
  const y = graph.node('Reshape', [beside, graph.integers([-1, heads * width])], [tokens, heads * width]);
  return tape.record(y, [x], (gradient) => {
    const apart = graph.node(
      'Reshape',
      [gradient, graph.integers([-1, heads, width])],
      [tokens, heads, width],
    );
    return [[x, graph.node('Transpose', [apart], x.shape, { perm: [1, 0, 2] })]];
  });
}
