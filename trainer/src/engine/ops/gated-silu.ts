import type { Tape } from '../graph/tape.ts';
import type { Value } from '../graph/value.ts';

/** `gate · sigmoid(gate) · up`, the SwiGLU of Shazeer 2020. */
export function gatedSilu(tape: Tape, gate: Value, up: Value): Value {
  const { graph } = tape;
  const { shape } = gate;
  const multiply = (a: Value, b: Value) => graph.node('Mul', [a, b], shape);
  const open = graph.node('Sigmoid', [gate], shape);
  const silu = multiply(gate, open);
  return tape.record(multiply(silu, up), [gate, up], (gradient) => {
    const closed = graph.node('Sub', [graph.scalar(1), open], shape);
    const slope = graph.node('Add', [multiply(silu, closed), open], shape);
    return [
      [up, multiply(gradient, silu)],
      [gate, multiply(multiply(gradient, up), slope)],
    ];
  });
}
