/** Where in a run a mask is drawn. */
export type DropoutPlace = {
  /** Number of the optimiser step, from 1. */
  step: number;
  /** Which of its sequences, from 0. */
  sequence: number;
};

/** Tells these draws from all others of the same seed ("drop"). */
const STREAM = 0x6472_6f70;
/** Most modules that a layer can have. */
const MODULES = 16;

/** A rate as it is drawn: in 256ths. */
export function dropoutThreshold(rate: number): number {
  return Math.round(rate * 256);
}

/**
 * Decides which elements of a mask are dropped: bit i of word w is set where element 16 w + i is kept: each
 * block of the generator decides 16, a byte each. Each is a function of (seed, step, sequence, layer, module, element) alone, by Philox4x32-10 (`philoxBlock`) written out, since
 * there are millions of them in a step.
 *
 * @param module Number of the module among those of its layer.
 */
export function drawDropoutBits(
  bits: Uint16Array,
  threshold: number,
  seed: number,
  { step, sequence }: DropoutPlace,
  { layer, module }: { layer: number; module: number },
): void {
  const place = layer * MODULES + module;
  for (let block = 0; block < bits.length; block++) {
    let a = block;
    let b = sequence;
    let c = place;
    let d = step;
    let k0 = seed;
    let k1 = STREAM;
    for (let round = 0; round < 10; round++) {
      const high0 = multiplyHigh(0xd251, 0x1f53, a);
      const high1 = multiplyHigh(0xcd9e, 0x8d57, c);
      const low0 = Math.imul(0xd251_1f53, a);
      const low1 = Math.imul(0xcd9e_8d57, c);
      a = high1 ^ b ^ k0;
      b = low1;
      c = high0 ^ d ^ k1;
      d = low0;
      k0 = (k0 + 0x9e37_79b9) | 0;
      k1 = (k1 + 0xbb67_ae85) | 0;
    }
    bits[block] =
      keptOf(a, threshold) |
      (keptOf(b, threshold) << 4) |
      (keptOf(c, threshold) << 8) |
      (keptOf(d, threshold) << 12);
  }
}

/** One bit for each byte that is not below the threshold. */
function keptOf(word: number, threshold: number): number {
  const dropped =
    (((word & 255) - threshold) >>> 31) |
    (((((word >>> 8) & 255) - threshold) >>> 31) << 1) |
    (((((word >>> 16) & 255) - threshold) >>> 31) << 2) |
    ((((word >>> 24) - threshold) >>> 31) << 3);
  return dropped ^ 15;
}

/** The upper 32 bits of the product of `x` and 2^16 · `high` + `low`, from products of halves. */
function multiplyHigh(high: number, low: number, x: number): number {
  const x0 = x & 0xffff;
  const x1 = x >>> 16;
  const middle0 = Math.imul(high, x0);
  const middle1 = Math.imul(low, x1);
  const carry = (middle0 & 0xffff) + (middle1 & 0xffff) + (Math.imul(low, x0) >>> 16);
  return (Math.imul(high, x1) + (middle0 >>> 16) + (middle1 >>> 16) + (carry >>> 16)) | 0;
}
