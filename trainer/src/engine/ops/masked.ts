import type { Tape } from '../graph/tape.ts';
import type { Value } from '../graph/value.ts';

/** `x · mask`, element by element; the mask is given. */
export function masked(tape: Tape, x: Value, mask: Value): Value {
  const { graph } = tape;
  const y = graph.node('Mul', [x, mask], x.shape);
  return tape.record(y, [x], (gradient) => [[x, graph.node('Mul', [gradient, mask], x.shape)]]);
}
