import type { Tape } from '../graph/tape.ts';
import type { Value } from '../graph/value.ts';

/** `x / divisor`, element by element; the divisor is given. */
export function divided(tape: Tape, x: Value, divisor: Value): Value {
  const { graph } = tape;
  const y = graph.node('Div', [x, divisor], x.shape);
  return tape.record(y, [x], (gradient) => [[x, graph.node('Div', [gradient, divisor], x.shape)]]);
}
