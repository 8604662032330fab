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
  // Word by word, since this is drawn millions of times: pulling arrays apart takes most of the time.
  let a = counter[0];
  let b = counter[1];
  let c = counter[2];
  let d = counter[3];
  let k0 = key[0];
  let k1 = key[1];
  for (let round = 0; round < 10; round++) {
    const high0 = multiplyHigh(0xd251, 0x1f53, a);
    const high1 = multiplyHigh(0xcd9e, 0x8d57, c);
    const low0 = Math.imul(0xd251_1f53, a) >>> 0;
    const low1 = Math.imul(0xcd9e_8d57, c) >>> 0;
    a = (high1 ^ b ^ k0) >>> 0;
    b = low1;
    c = (high0 ^ d ^ k1) >>> 0;
    d = low0;
    k0 = (k0 + 0x9e37_79b9) >>> 0;
    k1 = (k1 + 0xbb67_ae85) >>> 0;
  }
  return [a, b, c, d];
}

/** The upper 32 bits of a product of two unsigned 32-bit numbers, the first in two halves. */
function multiplyHigh(x1: number, x0: number, y: number): number {
  const y1 = y >>> 16;
  const y0 = y & 0xffff;
  const middle = x1 * y0 + (((x0 * y0) / 65_536) >>> 0);
  return x1 * y1 + ((middle / 65_536) >>> 0) + ((((middle & 0xffff) + x0 * y1) / 65_536) >>> 0);
}
