import type { Tape } from '../graph/tape.ts';
import type { Value } from '../graph/value.ts';

/** `a + b` of the same shape. */
export function add(tape: Tape, a: Value, b: Value): Value {
  const sum = tape.graph.node('Add', [a, b], a.shape);
  return tape.record(sum, [a, b], (gradient) =>
    [a, b].filter((value) => tape.wants(value)).map((value) => [value, gradient] as const),
  );
}
