/** A tensor outside a graph: what an executor reads and writes. The halves of bfloat16 lie in a `Uint16Array`. */
export type Tensor = {
  readonly data: Float32Array | BigInt64Array | Uint16Array;
  readonly shape: readonly number[];
};
