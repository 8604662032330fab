import type { Dimension, ElementType, Value } from './value.ts';

/** An attribute of a node; whole numbers are integers unless wrapped in `{ float }`. */
export type Attribute = number | readonly number[] | { readonly float: number };

/** One operation of a graph. */
export type GraphNode = {
  readonly op: string;
  readonly inputs: readonly Value[];
  readonly output: Value;
  /** Further results, where the operation has several. */
  readonly more?: readonly Value[];
  readonly attributes: Readonly<Record<string, Attribute>>;
  /** Whose operation it is; absent: the standard's. */
  readonly domain?: string;
};

/** A constant tensor of a graph. */
export type Constant = { readonly value: Value; readonly data: Float32Array | BigInt64Array };

/** A graph under construction: nodes in the order they run, with the values that go in and come out. */
export class Graph {
  readonly nodes: GraphNode[] = [];
  readonly constants: Constant[] = [];
  readonly inputs: Value[] = [];
  /** Values that never change and lie outside the graph: who compiles it is handed them. */
  readonly weights: Value[] = [];
  readonly outputs: { name: string; value: Value }[] = [];
  readonly #constantsByContent = new Map<string, Value>();
  #count = 0;

  /** Declares a value that every run is given. */
  input(name: string, shape: readonly Dimension[], type: ElementType = 'float32'): Value {
    const value = { name, shape, type };
    this.inputs.push(value);
    return value;
  }

  /** Declares a value that is handed over once, when the graph is compiled. */
  weight(name: string, shape: readonly number[]): Value {
    const value: Value = { name, shape, type: 'float32' };
    this.weights.push(value);
    return value;
  }

  /** Makes `value` a result of the graph, under `name`. */
  output(name: string, value: Value): void {
    this.outputs.push({ name, value });
  }

  /** Appends an operation whose result has the given shape. */
  node(
    op: string,
    inputs: readonly Value[],
    shape: readonly Dimension[],
    attributes: Readonly<Record<string, Attribute>> = {},
  ): Value {
    const output: Value = { name: `${op}_${this.#count++}`, shape, type: inputs[0]?.type ?? 'float32' };
    this.nodes.push({ op, inputs, output, attributes });
    return output;
  }

  /** Appends an operation of `domain` with a result for each of `shapes`; an absent input is left out. */
  foreign(
    domain: string,
    op: string,
    inputs: readonly (Value | undefined)[],
    shapes: readonly (readonly Dimension[])[],
    attributes: Readonly<Record<string, Attribute>> = {},
  ): Value[] {
    const nothing: Value = { name: '', shape: [], type: 'float32' };
    const results = shapes.map((shape): Value => ({
      ...{ name: `${op}_${this.#count++}`, shape, type: 'float32' },
    }));
    const [output, ...more] = results;
    const given = inputs.map((input) => input ?? nothing);
    this.nodes.push({ op, inputs: given, output: output!, more, attributes, domain });
    return results;
  }

  /** An f32 scalar. */
  scalar(number: number): Value {
    return this.#constant(Float32Array.of(number), [], 'float32');
  }

  /** A vector of int64, as shapes and axes are given. */
  integers(numbers: readonly number[]): Value {
    return this.#constant(BigInt64Array.from(numbers, BigInt), [numbers.length], 'int64');
  }

  #constant(data: Float32Array | BigInt64Array, shape: readonly number[], type: ElementType): Value {
    const key = `${type}:${shape.join()}:${data.join()}`;
    const known = this.#constantsByContent.get(key);
    if (known) return known;
    const value: Value = { name: `constant_${this.constants.length}`, shape, type };
    this.constants.push({ value, data });
    this.#constantsByContent.set(key, value);
    return value;
  }
}
