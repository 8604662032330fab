import type { Tape } from '../graph/tape.ts';
import type { Value } from '../graph/value.ts';

/**
 * Rotary position embedding (Su et al. 2021) in the half-split form of the Hugging Face layout.
 *
 * @param x `[heads, T, width]`
 * @param cosine `[T, width]`
 * @param sine `[T, width]` with the first half negated, so that no sign is left for the graph to turn
 */
export function rotary(tape: Tape, x: Value, cosine: Value, sine: Value): Value {
  const { graph } = tape;
  const width = x.shape[2] as number;
  const half = [x.shape[0]!, x.shape[1]!, width / 2];
  const slice = (value: Value, from: number, to: number) =>
    graph.node('Slice', [value, ...[[from], [to], [2]].map((numbers) => graph.integers(numbers))], half);
  const swap = (value: Value) =>
    graph.node('Concat', [slice(value, width / 2, width), slice(value, 0, width / 2)], x.shape, { axis: 2 });
  const turn = (value: Value, sign: 'Add' | 'Sub') =>
    graph.node(
      sign,
      [graph.node('Mul', [value, cosine], x.shape), graph.node('Mul', [swap(value), sine], x.shape)],
      x.shape,
    );
  return tape.record(turn(x, 'Add'), [x], (gradient) => [[x, turn(gradient, 'Sub')]]);
}
