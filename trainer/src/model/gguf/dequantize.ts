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
  // A block is five words: read so, it takes half the time.
  const words = wordsOf(bytes);
  for (let at = 0, o = 0; o < out.length; at += 5, o += 32) {
    const head = words[at]!;
    const scale = half[head & 0xffff]!;
    const minimum = half[head >>> 16]!;
    for (let i = 0; i < 4; i++) {
      const word = words[at + 1 + i]!;
      const low = o + 4 * i;
      const high = low + 16;
      out[low] = scale * (word & 15) + minimum;
      out[high] = scale * ((word >>> 4) & 15) + minimum;
      out[low + 1] = scale * ((word >>> 8) & 15) + minimum;
      out[high + 1] = scale * ((word >>> 12) & 15) + minimum;
      out[low + 2] = scale * ((word >>> 16) & 15) + minimum;
      out[high + 2] = scale * ((word >>> 20) & 15) + minimum;
      out[low + 3] = scale * ((word >>> 24) & 15) + minimum;
      out[high + 3] = scale * (word >>> 28) + minimum;
    }
  }
}

/** Bytes as little-endian words; a view of words needs an aligned start. */
function wordsOf(bytes: Uint8Array): Uint32Array {
  const { buffer, byteOffset, byteLength } = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  return new Uint32Array(buffer, byteOffset, byteLength / 4);
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

// K-quants (ggml's block_q4_K and block_q6_K): super-blocks of 256 values in sub-blocks with scales of their own.

/**
 * Q4_K: scale d and scale of minima m in half precision, 12 bytes that hold 8 six-bit scales and 8 six-bit minima,
 * 128 bytes of nibbles; value = d · scale · q - m · minimum for each sub-block of 32.
 */
export function dequantizeQ4K(bytes: Uint8Array, out: Float32Array): void {
  const half = f16Table();
  for (let at = 0, o = 0; o < out.length; at += 144, o += 256) {
    const scale = half[bytes[at]! | (bytes[at + 1]! << 8)]!;
    const minimum = half[bytes[at + 2]! | (bytes[at + 3]! << 8)]!;
    for (let sub = 0; sub < 8; sub++) {
      const [s, m] = sixBitPair(bytes, at + 4, sub);
      const d = Math.fround(scale * s);
      const low = Math.fround(minimum * m);
      // Two sub-blocks share 32 bytes: the even one has the low halves, the odd one the high.
      const nibbles = at + 16 + 32 * (sub >> 1);
      const shift = sub % 2 === 0 ? 0 : 4;
      for (let i = 0; i < 32; i++) {
        out[o + 32 * sub + i] = Math.fround(d * ((bytes[nibbles + i]! >> shift) & 15)) - low;
      }
    }
  }
}

/** Scale and minimum of a sub-block: the first four in six bits of a byte each, the others in pieces. */
function sixBitPair(bytes: Uint8Array, at: number, sub: number): [number, number] {
  if (sub < 4) return [bytes[at + sub]! & 63, bytes[at + 4 + sub]! & 63];
  const rest = bytes[at + 4 + sub]!;
  return [(rest & 15) | ((bytes[at + sub - 4]! >> 6) << 4), (rest >> 4) | ((bytes[at + sub]! >> 6) << 4)];
}

/**
 * Q6_K: 128 bytes of low nibbles, 64 bytes of high bit pairs, 16 signed scales, scale d in half precision;
 * value = d · scale · (q - 32) for each sub-block of 16.
 */
export function dequantizeQ6K(bytes: Uint8Array, out: Float32Array): void {
  const half = f16Table();
  const signed = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0, o = 0; o < out.length; at += 210, o += 256) {
    const scale = half[bytes[at + 208]! | (bytes[at + 209]! << 8)]!;
    for (let i = 0; i < 256; i++) {
      // Each half of 128 values: 64 bytes of low nibbles serve four runs of 32, as do 32 bytes of high pairs.
      const [part, run, column] = [i >> 7, (i >> 5) & 3, i & 31];
      const low = bytes[at + 64 * part + 32 * (run & 1) + column]! >> (run < 2 ? 0 : 4);
      const high = bytes[at + 128 + 32 * part + column]! >> (2 * run);
      const q = (low & 15) | ((high & 3) << 4);
      out[o + i] = Math.fround(scale * signed[at + 192 + (i >> 4)]!) * (q - 32);
    }
  }
}
