import { widenBf16, widenF16, widenF32 } from '../widen.ts';

/** Where a tensor lies in a safetensors file. */
export type SafetensorsTensor = {
  dtype: string;
  /** Bytes a value. */
  unit: number;
  shape: number[];
  /** From the start of the file. */
  offset: number;
  byteLength: number;
};

/** The header of a safetensors file. */
export type SafetensorsHeader = {
  metadata: Record<string, string>;
  tensors: Map<string, SafetensorsTensor>;
};

/** Bytes a value, by dtype (https://github.com/huggingface/safetensors). */
export const SAFETENSORS_UNITS: Readonly<Record<string, number>> = {
  BOOL: 1,
  U8: 1,
  I8: 1,
  F8_E5M2: 1,
  F8_E4M3: 1,
  I16: 2,
  U16: 2,
  F16: 2,
  BF16: 2,
  I32: 4,
  U32: 4,
  F32: 4,
  F64: 8,
  I64: 8,
  U64: 8,
};

/** How the dtypes that models are kept in become f32. */
export const SAFETENSORS_TO_F32: Readonly<Record<string, (bytes: Uint8Array, out: Float32Array) => void>> = {
  F32: widenF32,
  F16: widenF16,
  BF16: widenBf16,
};
