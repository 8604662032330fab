import { describe, expect, it } from 'vitest';
import { smooth } from './smooth.ts';

describe('smooth', () => {
  it('starts at the first value and keeps a constant', () => {
    expect(smooth([2.5, 2.5, 2.5], 0.94)).toEqual([2.5, 2.5, 2.5].map((v) => expect.closeTo(v, 12)));
  });
  it('gives the values back at factor 0', () => expect(smooth([3, 1, 2], 0)).toEqual([3, 1, 2]));
  it('stays within the values seen so far', () => {
    const out = smooth([4, 1, 3, 2], 0.5);
    expect(out[1]).toBeCloseTo((0.5 * 0.5 * 4 + 0.5 * 1) / 0.75, 12);
    expect(Math.max(...out)).toBeLessThanOrEqual(4);
  });
  it('refuses a factor of 1, under which nothing would move', () => {
    expect(() => smooth([1], 1)).toThrow(RangeError);
  });
});
