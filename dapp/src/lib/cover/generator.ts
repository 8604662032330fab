/** A source of numbers that are always the same for the same digest. */
export type Generator = {
  /** A number in [0, 1). */
  next: () => number;
  between: (low: number, high: number) => number;
  pick: <const T>(choices: readonly [T, ...T[]]) => T;
};

/**
 * The sfc32 generator over four words folded from a digest: small, fast, the same in every engine.
 *
 * @param bytes The 32 bytes of a digest.
 */
export function createGenerator(bytes: readonly number[]): Generator {
  const byte = (index: number) => bytes[index] ?? 0;
  const word = (index: number) =>
    (byte(index) << 24) ^ (byte(index + 1) << 16) ^ (byte(index + 2) << 8) ^ byte(index + 3);
  const fold = (index: number) => (word(index) ^ word(index + 16)) | 0;
  let [a, b, c, d] = [fold(0), fold(4), fold(8), fold(12)];
  const next = () => {
    d = (d + 1) | 0;
    const sum = (a + b + d) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  };
  for (let warmUp = 0; warmUp < 12; warmUp += 1) next();
  return {
    next,
    between: (low, high) => low + (high - low) * next(),
    pick: (choices) => choices[Math.floor(next() * choices.length)] ?? choices[0],
  };
}
