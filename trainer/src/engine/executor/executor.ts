import type { Graph } from '../graph/graph.ts';
import type { Precision } from './executor-choice.ts';
import type { Tensor } from './tensor.ts';

/** Something that can run graphs. */
export type Executor = {
  /** What stands in the determinism class, e.g. `ort-cpu`. */
  readonly id: string;
  /** Version of what runs the graphs. */
  readonly version: string;
  /** In what it computes; frozen matrices and saved activations are kept in it too. */
  readonly precision: Precision;
  /** Whether it takes weights into its programs, and knows the operations of ONNX Runtime's own domain. */
  readonly packs?: true;
  /** @param weights Values of the graph's weights, by name; they are not needed once it is compiled. */
  compile(graph: Graph, weights?: Readonly<Record<string, Tensor>>): Promise<Program>;
};

/** A compiled graph. */
export type Program = {
  /** Runs once, writing every result into the memory of the given output. */
  run(inputs: Readonly<Record<string, Tensor>>, outputs: Readonly<Record<string, Tensor>>): Promise<void>;
  release(): Promise<void>;
};
