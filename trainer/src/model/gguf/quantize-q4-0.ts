/// <reference lib="es2025.float16" />
const BLOCK = 32;
const HALF = BLOCK / 2;
const BYTES = 18;

/**
 * Values as Q4_0 with the bits of ggml's reference (`quantize_row_q4_0_ref`) in f32: of each 32 values a scale d in
 * half precision, then 16 bytes that hold values 0-15 in their low halves and 16-31 in their high ones;
 * value = d (q - 8). The value farthest from zero becomes -8.
 */
export function quantizeQ4_0(values: Float32Array): Uint8Array {
  const bytes = new Uint8Array((values.length / BLOCK) * BYTES);
  const view = new DataView(bytes.buffer);
  for (let from = 0, at = 0; from < values.length; from += BLOCK, at += BYTES) {
    let farthest = 0;
    for (let i = 0; i < BLOCK; i++) {
      if (Math.abs(values[from + i]!) > Math.abs(farthest)) farthest = values[from + i]!;
    }
    const scale = Math.fround(farthest / -8);
    const inverse = scale === 0 ? 0 : Math.fround(1 / scale);
    view.setFloat16(at, scale, true);
    for (let i = 0; i < HALF; i++) {
      const [low, high] = [values[from + i]!, values[from + HALF + i]!].map((value) =>
        Math.min(15, Math.max(0, Math.trunc(Math.fround(Math.fround(value * inverse) + 8.5)))),
      );
      bytes[at + 2 + i] = low! | (high! << 4);
    }
  }
  return bytes;
}
