/**
 * Real numbers as integers scaled by 2^160. Engines may differ in the last bit of Math.sin, cos and pow;
 * integers cannot, so everything that is hashed takes its irrational numbers from here.
 */
export const FRACTION_BITS = 160n;
export const ONE = 1n << FRACTION_BITS;

/** The product of two fixed-point numbers. */
export const multiplyFixed = (a: bigint, b: bigint): bigint => (a * b) >> FRACTION_BITS;

/** A finite double as a fixed-point number, exactly (bits below 2^-160 are dropped). */
export function toFixed(number: number): bigint {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, number);
  const bits = view.getBigUint64(0);
  const exponent = (bits >> 52n) & 0x7ffn;
  const fraction = bits & 0xfffffffffffffn;
  if (exponent === 0x7ffn) throw new RangeError(`toFixed: ${number} is not finite`);
  const mantissa = exponent === 0n ? fraction : fraction | (1n << 52n);
  const shift = FRACTION_BITS - 1075n + (exponent === 0n ? 1n : exponent);
  const magnitude = shift >= 0n ? mantissa << shift : mantissa >> -shift;
  return bits >> 63n ? -magnitude : magnitude;
}

/** The double nearest to a fixed-point number, ties to even. */
export function toDouble(fixed: bigint): number {
  return Number(fixed < 0n ? -round(-fixed, 53) : round(fixed, 53)) / 2 ** Number(FRACTION_BITS);
}

/** The f32 nearest to a fixed-point number, ties to even. */
export function toFloat32(fixed: bigint): number {
  return Number(fixed < 0n ? -round(-fixed, 24) : round(fixed, 24)) / 2 ** Number(FRACTION_BITS);
}

/** Rounds a magnitude to so many significant bits, so that Number() is exact afterwards. */
function round(magnitude: bigint, bits: number): bigint {
  const length = magnitude.toString(2).length;
  if (length <= bits) return magnitude;
  const drop = BigInt(length - bits);
  const half = 1n << (drop - 1n);
  const rest = magnitude & ((1n << drop) - 1n);
  const kept = magnitude >> drop;
  const up = rest > half || (rest === half && (kept & 1n) === 1n);
  return (kept + (up ? 1n : 0n)) << drop;
}
