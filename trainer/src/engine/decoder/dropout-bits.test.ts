import { describe, expect, it } from 'vitest';
import { philoxBlock } from '../../data/philox.ts';
import { drawDropoutBits } from './dropout-bits.ts';

const SEED = 4_000_000_007;
const PLACE = { step: 3, sequence: 1 };
const MODULE = { layer: 2, module: 4 };

function bitsOf(threshold: number, place = PLACE, module = MODULE, seed = SEED): Uint16Array {
  const bits = new Uint16Array(500);
  drawDropoutBits(bits, threshold, seed, place, module);
  return bits;
}

describe('the bits of a dropout mask', () => {
  it('are the bytes of a Philox block at or above the threshold', () => {
    const bits = bitsOf(26);
    bits.forEach((word, block) => {
      const words = philoxBlock([block, 1, 2 * 16 + 4, 3], [SEED, 0x6472_6f70]);
      const kept = Array.from({ length: 16 }, (_, i) => (words[i >> 2]! >>> (8 * (i & 3))) & 255).map(
        (byte) => byte >= 26,
      );
      expect(Array.from({ length: 16 }, (_, i) => ((word >> i) & 1) === 1)).toEqual(kept);
    });
  });

  it('begin the same whatever the length', () => {
    const short = new Uint16Array(7);
    drawDropoutBits(short, 26, SEED, PLACE, MODULE);
    expect(short).toEqual(bitsOf(26).subarray(0, 7));
  });

  it('differ between steps, sequences, layers, modules and seeds', () => {
    const all = [
      bitsOf(128),
      bitsOf(128, { ...PLACE, step: 4 }),
      bitsOf(128, { ...PLACE, sequence: 2 }),
      bitsOf(128, PLACE, { ...MODULE, layer: 3 }),
      bitsOf(128, PLACE, { ...MODULE, module: 5 }),
      bitsOf(128, PLACE, MODULE, 7),
    ];
    expect(new Set(all.map(String)).size).toBe(all.length);
  });

  it.each([1, 26, 128, 230])('are set in the share that a threshold of %i leaves', (threshold) => {
    let set = 0;
    for (const word of bitsOf(threshold)) for (let bit = 0; bit < 16; bit++) set += (word >> bit) & 1;
    // Five standard deviations of 8,000 draws.
    expect(Math.abs(set / 8000 - (256 - threshold) / 256)).toBeLessThan((5 * 0.5) / Math.sqrt(8000));
  });
});
