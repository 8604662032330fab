import type { Tape } from '../graph/tape.ts';
import type { Value } from '../graph/value.ts';

const ROOT = Math.sqrt(2 / Math.PI);
const CUBIC = 0.044715;

/** `gelu(gate) · up` with the tanh form of GELU (Hendrycks and Gimpel 2016), as Gemma has it. */
export function gatedGelu(tape: Tape, gate: Value, up: Value): Value {
  const { graph } = tape;
  const { shape } = gate;
  const multiply = (a: Value, b: Value) => graph.node('Mul', [a, b], shape);
  const add = (a: Value, b: Value) => graph.node('Add', [a, b], shape);
  const half = graph.scalar(0.5);

  const square = multiply(gate, gate);
  const inner = multiply(gate, add(multiply(square, graph.scalar(ROOT * CUBIC)), graph.scalar(ROOT)));
  const bent = graph.node('Tanh', [inner], shape);
  const open = add(multiply(bent, half), half);
  const gelu = multiply(gate, open);
  return tape.record(multiply(gelu, up), [gate, up], (gradient) => {
    // gelu' = open + gate/2 · (1 - tanh²) · inner', with inner' = ROOT · (1 + 3 · CUBIC · gate²).
    const speed = add(multiply(square, graph.scalar(1.5 * ROOT * CUBIC)), graph.scalar(0.5 * ROOT));
    const flat = graph.node('Sub', [graph.scalar(1), multiply(bent, bent)], shape);
    const slope = add(open, multiply(multiply(gate, flat), speed));
    return [
      [up, multiply(gradient, gelu)],
      [gate, multiply(multiply(gradient, up), slope)],
    ];
  });
}
