/** A tensor outside a graph: what an executor reads and writes. */
export type Tensor = {
  readonly data: Float32Array | BigInt64Array;
  readonly shape: readonly number[];
};
