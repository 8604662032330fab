/** A stream of seeded random numbers. */
export type RandomStream = {
  /** The next 32 bits. */
  uint32(): number;
  /** A whole number from 0 to `limit - 1`, each equally likely; `limit` at most 2^32. */
  below(limit: number): number;
};

/**
 * Philox4x32-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", 2011): counter-based, so streams of
 * one seed never meet, and the same on every machine.
 *
 * @param seed Key, an unsigned 32-bit number.
 * @param stream Which of the seed's streams, an unsigned 32-bit number.
 */
export function philoxStream(seed: number, stream: number): RandomStream {
  let block = 0;
  let words: readonly number[] = [];
  let used = 4;
  const uint32 = (): number => {
    if (used === 4) {
      words = philoxBlock([block >>> 0, Math.floor(block / 2 ** 32), 0, 0], [seed, stream]);
      block += 1;
      used = 0;
    }
    return words[used++]!;
  };
  return {
    uint32,
    below(limit) {
      // Rejecting the incomplete last run of `limit` numbers keeps every result equally likely.
      const complete = 2 ** 32 - (2 ** 32 % limit);
      for (;;) {
        const value = uint32();
        if (value < complete) return value % limit;
      }
    },
  };
}

type Block = readonly [number, number, number, number];

/** Ten rounds over one counter of four words under a key of two. */
export function philoxBlock(counter: Block, key: readonly [number, number]): Block {
  let [a, b, c, d] = counter;
  let [k0, k1] = key;
  for (let round = 0; round < 10; round++) {
    const high0 = multiplyHigh(0xd251_1f53, a);
    const high1 = multiplyHigh(0xcd9e_8d57, c);
    const low0 = Math.imul(0xd251_1f53, a) >>> 0;
    const low1 = Math.imul(0xcd9e_8d57, c) >>> 0;
    [a, b, c, d] = [(high1 ^ b ^ k0) >>> 0, low1, (high0 ^ d ^ k1) >>> 0, low0];
    k0 = (k0 + 0x9e37_79b9) >>> 0;
    k1 = (k1 + 0xbb67_ae85) >>> 0;
  }
  return [a, b, c, d];
}

/** The upper 32 bits of a product of two unsigned 32-bit numbers. */
function multiplyHigh(x: number, y: number): number {
  const [x1, x0, y1, y0] = [x >>> 16, x & 0xffff, y >>> 16, y & 0xffff];
  const middle = x1 * y0 + Math.floor((x0 * y0) / 65_536);
  const carry = (middle % 65_536) + x0 * y1;
  return x1 * y1 + Math.floor(middle / 65_536) + Math.floor(carry / 65_536);
}
