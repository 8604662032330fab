import { TO_F32 } from '../to-f32.ts';

/** How a GGUF tensor type is stored and how it becomes f32. */
export type GgufTensorType = {
  name: keyof typeof TO_F32;
  /** Values a block; a tensor's innermost length is a multiple of it. */
  blockValues: number;
  blockBytes: number;
  /** Writes the values of `bytes` into `out`, from the start. */
  toF32(bytes: Uint8Array, out: Float32Array): void;
};

/** The tensor types that are read, by their number in the GGUF header (ggml's `enum ggml_type`). */
export const GGUF_TENSOR_TYPES: ReadonlyMap<number, GgufTensorType> = new Map<number, GgufTensorType>([
  [0, { name: 'F32', blockValues: 1, blockBytes: 4, toF32: TO_F32.F32 }],
  [1, { name: 'F16', blockValues: 1, blockBytes: 2, toF32: TO_F32.F16 }],
  [2, { name: 'Q4_0', blockValues: 32, blockBytes: 18, toF32: TO_F32.Q4_0 }],
  [3, { name: 'Q4_1', blockValues: 32, blockBytes: 20, toF32: TO_F32.Q4_1 }],
  [8, { name: 'Q8_0', blockValues: 32, blockBytes: 34, toF32: TO_F32.Q8_0 }],
  [12, { name: 'Q4_K', blockValues: 256, blockBytes: 144, toF32: TO_F32.Q4_K }],
  [14, { name: 'Q6_K', blockValues: 256, blockBytes: 210, toF32: TO_F32.Q6_K }],
  [30, { name: 'BF16', blockValues: 1, blockBytes: 2, toF32: TO_F32.BF16 }],
]);
