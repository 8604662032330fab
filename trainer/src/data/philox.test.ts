import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { philoxBlock, philoxStream } from './philox.ts';
import { shuffled } from './shuffled.ts';

describe('philoxBlock', () => {
  // Known answers of philox4x32-10 from the Random123 distribution (tests/kat_vectors).
  it.each<[string, [number, number, number, number], [number, number], number[]]>([
    ['zeros', [0, 0, 0, 0], [0, 0], [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8]],
    [
      'ones',
      [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
      [0xffffffff, 0xffffffff],
      [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
    ],
    [
      'digits of pi',
      [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      [0xa4093822, 0x299f31d0],
      [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
    ],
  ])('gives the published answer for %s', (_, counter, key, answer) => {
    expect(philoxBlock(counter, key)).toEqual(answer);
  });
});

describe('philoxStream', () => {
  it('gives the same numbers for the same seed and stream, and others for others', () => {
    const take = (seed: number, stream: number) => {
      const random = philoxStream(seed, stream);
      return Array.from({ length: 12 }, () => random.uint32());
    };
    expect(take(3, 4)).toEqual(take(3, 4));
    expect(take(3, 4)).not.toEqual(take(3, 5));
    expect(take(3, 4)).not.toEqual(take(4, 4));
    expect(new Set(take(3, 4)).size).toBe(12);
  });

  it('keeps to its limit and draws each number about as often', () => {
    const random = philoxStream(1, 1);
    const counts = new Array<number>(7).fill(0);
    for (let i = 0; i < 70_000; i++) counts[random.below(7)]! += 1;
    // Six standard deviations of a fair draw.
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(556);
  });
});

describe('shuffled', () => {
  it('is a permutation that leaves the original as it was', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { maxLength: 50 }), fc.nat(), (items, seed) => {
        const before = [...items];
        const order = shuffled(items, philoxStream(seed, 0));
        expect(order.toSorted((a, b) => a - b)).toEqual(items.toSorted((a, b) => a - b));
        expect(items).toEqual(before);
      }),
    );
  });

  it('reaches every order of three', () => {
    const orders = Array.from({ length: 60 }, (_, seed) => shuffled([1, 2, 3], philoxStream(seed, 0)).join());
    expect(new Set(orders).size).toBe(6);
  });
});
