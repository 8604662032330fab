/// <reference lib="es2025.float16" />
const BLOCK = 32;
const BYTES = 34;

/**
 * Values as Q8_0 with the bits of ggml's reference (`quantize_row_q8_0_ref`): of each 32 values a scale d in half
 * precision and 32 signed bytes q; value = d q. Arithmetic is in f32, halves are rounded away from zero.
 */
export function quantizeQ8_0(values: Float32Array): Uint8Array {
  const bytes = new Uint8Array((values.length / BLOCK) * BYTES);
  const view = new DataView(bytes.buffer);
  for (let from = 0, at = 0; from < values.length; from += BLOCK, at += BYTES) {
    let largest = 0;
    for (let i = 0; i < BLOCK; i++) largest = Math.max(largest, Math.abs(values[from + i]!));
    const scale = Math.fround(largest / 127);
    const inverse = scale === 0 ? 0 : Math.fround(1 / scale);
    view.setFloat16(at, scale, true);
    for (let i = 0; i < BLOCK; i++) {
      const value = Math.fround(values[from + i]! * inverse);
      const whole = Math.trunc(value);
      view.setInt8(at + 2 + i, Math.abs(value - whole) >= 0.5 ? whole + Math.sign(value) : whole);
    }
  }
  return bytes;
}
