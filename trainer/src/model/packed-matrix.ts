import { dequantizeQ4_0, dequantizeQ4_1 } from './gguf/dequantize.ts';

/** A matrix in ggml's blocks of 32 values of four bits, row by row. */
export type PackedMatrix = {
  readonly format: keyof typeof PACKED_FORMATS;
  readonly bytes: Uint8Array;
  readonly shape: readonly number[];
};

/** Values of a block. */
export const BLOCK_VALUES = 32;

/** The formats, with the bytes of a block. */
export const PACKED_FORMATS = {
  Q4_0: { blockBytes: 18, unpack: dequantizeQ4_0 },
  Q4_1: { blockBytes: 20, unpack: dequantizeQ4_1 },
} as const;

/** Writes a packed matrix's values into `out`, each exactly what the blocks say. */
export function unpackMatrix({ format, bytes }: PackedMatrix, out: Float32Array): void {
  PACKED_FORMATS[format].unpack(bytes, out);
}
