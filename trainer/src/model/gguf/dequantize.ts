import { f16Table } from '../widen.ts';

// Layouts as in ggml's block_q4_0, block_q4_1 and block_q8_0: a block holds 32 values, its scale (and minimum)
// in half precision first. Four-bit blocks keep values 0-15 in the low halves of their 16 bytes, 16-31 in the high.

/** Q4_0: scale d, then 16 bytes of nibbles; value = d (q - 8). */
export function dequantizeQ4_0(bytes: Uint8Array, out: Float32Array): void {
  const half = f16Table();
  for (let at = 0, o = 0; o < out.length; at += 18, o += 32) {
    const scale = half[bytes[at]! | (bytes[at + 1]! << 8)]!;
    for (let i = 0; i < 16; i++) {
      const pair = bytes[at + 2 + i]!;
      out[o + i] = scale * ((pair & 15) - 8);
      out[o + 16 + i] = scale * ((pair >> 4) - 8);
    }
  }
}

/** Q4_1: scale d, minimum m, then 16 bytes of nibbles; value = d q + m. */
export function dequantizeQ4_1(bytes: Uint8Array, out: Float32Array): void {
  const half = f16Table();
  for (let at = 0, o = 0; o < out.length; at += 20, o += 32) {
    const scale = half[bytes[at]! | (bytes[at + 1]! << 8)]!;
    const minimum = half[bytes[at + 2]! | (bytes[at + 3]! << 8)]!;
    for (let i = 0; i < 16; i++) {
      const pair = bytes[at + 4 + i]!;
      out[o + i] = scale * (pair & 15) + minimum;
      out[o + 16 + i] = scale * (pair >> 4) + minimum;
    }
  }
}

/** Q8_0: scale d, then 32 signed bytes; value = d q. */
export function dequantizeQ8_0(bytes: Uint8Array, out: Float32Array): void {
  const half = f16Table();
  const signed = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0, o = 0; o < out.length; at += 34, o += 32) {
    const scale = half[bytes[at]! | (bytes[at + 1]! << 8)]!;
    for (let i = 0; i < 32; i++) out[o + i] = scale * signed[at + 2 + i]!;
  }
}
