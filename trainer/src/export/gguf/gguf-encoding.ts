/// <reference lib="es2025.float16" />
import { ExportError } from '../export-error.ts';
import { floatBytes } from '../float-type.ts';
import { quantizeQ4_0 } from '../../model/gguf/quantize-q4-0.ts';
import { quantizeQ8_0 } from './quantize-q8-0.ts';

/** Names of the tensor types that are written. */
export const GGUF_TYPES = ['f32', 'f16', 'bf16', 'q8_0', 'q4_0'] as const;
export type GgufType = (typeof GGUF_TYPES)[number];

/** How values become the bytes of a GGUF tensor. */
export type GgufEncoding = {
  /** Its number in ggml's `enum ggml_type`. */
  id: number;
  /** Values a block; a row's length is a multiple of it. */
  blockValues: number;
  blockBytes: number;
  encode(name: string, values: Float32Array): Uint8Array;
};

/** The tensor types that are written. Four- and eight-bit blocks have the bits of ggml's reference. */
export const GGUF_ENCODINGS: Readonly<Record<GgufType, GgufEncoding>> = {
  f32: { id: 0, blockValues: 1, blockBytes: 4, encode: (name, values) => floatBytes(name, values, 'f32') },
  f16: { id: 1, blockValues: 1, blockBytes: 2, encode: (name, values) => floatBytes(name, values, 'f16') },
  bf16: { id: 30, blockValues: 1, blockBytes: 2, encode: (name, values) => floatBytes(name, values, 'bf16') },
  q8_0: { id: 8, blockValues: 32, blockBytes: 34, encode: whole(quantizeQ8_0) },
  q4_0: { id: 2, blockValues: 32, blockBytes: 18, encode: whole(quantizeQ4_0) },
};

/** A block holds its scale in half precision: values beyond it would come back as infinities. */
function whole(quantize: (values: Float32Array) => Uint8Array): GgufEncoding['encode'] {
  return (name, values) => {
    const beyond = values.find((value) => !(Math.abs(value) <= 65_504));
    if (beyond === undefined) return quantize(values);
    throw new ExportError(
      'range',
      `${name} holds ${beyond}, beyond what blocks scale to`,
      'Choose bf16 or f32.',
    );
  };
}
