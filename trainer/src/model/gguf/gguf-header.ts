import type { GgufTensorType } from './gguf-tensor-type.ts';

/** A value in a GGUF header. */
export type GgufValue = number | bigint | boolean | string | GgufValue[];

/** Where a tensor lies in the file. */
export type GgufTensor = {
  name: string;
  /** Outermost first, `[out, in]` for a matrix (the file itself writes innermost first). */
  shape: number[];
  type: GgufTensorType;
  /** From the start of the file. */
  offset: number;
  byteLength: number;
};

/** What stands before the weights of a GGUF file. */
export type GgufHeader = {
  version: number;
  metadata: Map<string, GgufValue>;
  tensors: Map<string, GgufTensor>;
};
