/** Rounds to bfloat16, the upper half of an f32: to nearest, ties to even. NaN stays NaN. */
export function toBfloat16(values: Float32Array, halves: Uint16Array): void {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  for (let i = 0; i < bits.length; i++) {
    const word = bits[i]!;
    const isNan = (word & 0x7fff_ffff) > 0x7f80_0000;
    halves[i] = isNan ? (word >>> 16) | 0x40 : (word + 0x7fff + ((word >>> 16) & 1)) >>> 16;
  }
}

/** The f32 values of bfloat16 halves, exactly. */
export function fromBfloat16(halves: Uint16Array, values: Float32Array): void {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  for (let i = 0; i < bits.length; i++) bits[i] = halves[i]! << 16;
}
