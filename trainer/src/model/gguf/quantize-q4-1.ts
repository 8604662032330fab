/// <reference lib="es2025.float16" />
const BLOCK = 32;
const HALF = BLOCK / 2;
const BYTES = 20;

/**
 * Values as Q4_1 with the bits of ggml's reference (`quantize_row_q4_1_ref`) in f32: of each 32 values a scale d and
 * the minimum m in half precision, then 16 bytes that hold values 0-15 in their low halves and 16-31 in their high ones;
 * value = d q + m.
 */
export function quantizeQ4_1(values: Float32Array): Uint8Array {
  const bytes = new Uint8Array((values.length / BLOCK) * BYTES);
  const view = new DataView(bytes.buffer);
  for (let from = 0, at = 0; from < values.length; from += BLOCK, at += BYTES) {
    let [least, most] = [Infinity, -Infinity];
    for (let i = 0; i < BLOCK; i++) {
      least = Math.min(least, values[from + i]!);
      most = Math.max(most, values[from + i]!);
    }
    const scale = Math.fround(Math.fround(most - least) / 15);
    const inverse = scale === 0 ? 0 : Math.fround(1 / scale);
    view.setFloat16(at, scale, true);
    view.setFloat16(at + 2, least, true);
    const level = (value: number) =>
      Math.min(15, Math.trunc(Math.fround(Math.fround(Math.fround(value - least) * inverse) + 0.5)));
    for (let i = 0; i < HALF; i++) {
      bytes[at + 4 + i] = level(values[from + i]!) | (level(values[from + HALF + i]!) << 4);
    }
  }
  return bytes;
}
