/** Little-endian f32 bytes into `out`. */
export function widenF32(bytes: Uint8Array, out: Float32Array): void {
  out.set(new Float32Array(aligned(bytes, 4), 0, out.length));
}

/** Little-endian IEEE half-precision bytes into `out`. */
export function widenF16(bytes: Uint8Array, out: Float32Array): void {
  const halves = new Uint16Array(aligned(bytes, 2), 0, out.length);
  const table = f16Table();
  for (let i = 0; i < out.length; i++) out[i] = table[halves[i]!]!;
}

/** Little-endian bfloat16 bytes into `out`: the upper half of an f32. */
export function widenBf16(bytes: Uint8Array, out: Float32Array): void {
  const halves = new Uint16Array(aligned(bytes, 2), 0, out.length);
  const bits = new Uint32Array(out.buffer, out.byteOffset, out.length);
  for (let i = 0; i < bits.length; i++) bits[i] = halves[i]! << 16;
}

let table: Float32Array | undefined;

/** The f32 value of each of the 65,536 half-precision bit patterns. */
export function f16Table(): Float32Array {
  if (table) return table;
  const values = new Float32Array(65_536);
  for (let half = 0; half < 65_536; half++) {
    const sign = half & 0x8000 ? -1 : 1;
    const exponent = (half >> 10) & 31;
    const fraction = half & 1023;
    if (exponent === 31) values[half] = fraction ? NaN : sign * Infinity;
    else if (exponent === 0) values[half] = sign * fraction * 2 ** -24;
    else values[half] = sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
  }
  return (table = values);
}

// Typed-array views need an aligned start; bytes sliced out of a larger read may lack it.
function aligned(bytes: Uint8Array, unit: number): ArrayBuffer {
  const { buffer, byteOffset, byteLength } = bytes;
  if (buffer instanceof ArrayBuffer && byteOffset === 0 && byteLength % unit === 0) return buffer;
  return bytes.slice().buffer;
}
