import type { Graph } from './graph.ts';
import type { Value } from './value.ts';

/** Given the gradient of an operation's result, emits the gradients of its inputs. */
export type PullBack = (gradient: Value) => readonly (readonly [Value, Value])[];

/**
 * Reverse-mode differentiation: operations record how to pull a gradient back while they are emitted;
 * {@link Tape.differentiate} then walks the record from its end, appending the backward nodes to the same graph.
 */
export class Tape {
  readonly graph: Graph;
  readonly #records: { output: Value; pullBack: PullBack }[] = [];
  readonly #active = new Set<string>();

  constructor(graph: Graph) {
    this.graph = graph;
  }

  /** Asks for the gradient of `value`. */
  watch(value: Value): Value {
    this.#active.add(value.name);
    return value;
  }

  /** Whether a gradient flows to `value`: only then must a pull-back emit it. */
  wants(value: Value): boolean {
    return this.#active.has(value.name);
  }

  /** Records that `output` was computed from `inputs`. */
  record(output: Value, inputs: readonly Value[], pullBack: PullBack): Value {
    if (inputs.some((input) => this.wants(input))) {
      this.#active.add(output.name);
      this.#records.push({ output, pullBack });
    }
    return output;
  }

  /**
   * Emits the backward pass.
   *
   * @param seed The gradient of `output`.
   * @returns The gradient of any watched value by its name.
   */
  differentiate(output: Value, seed: Value): Map<string, Value> {
    const gradients = new Map([[output.name, seed]]);
    for (const record of this.#records.toReversed()) {
      const gradient = gradients.get(record.output.name);
      if (!gradient) continue;
      gradients.delete(record.output.name);
      for (const [input, part] of record.pullBack(gradient)) {
        const sum = gradients.get(input.name);
        gradients.set(input.name, sum ? this.graph.node('Add', [sum, part], part.shape) : part);
      }
    }
    return gradients;
  }
}
