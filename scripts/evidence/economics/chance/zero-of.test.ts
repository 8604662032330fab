import { expect, it } from 'vitest';
import { zeroOf } from './zero-of.ts';

it('finds where a falling function crosses zero', () => {
  expect(zeroOf([0, 10], (x) => 3 - x)).toBeCloseTo(3, 3);
});

it('gives the end of the range where it does not cross', () => {
  expect(zeroOf([0, 10], (x) => 30 - x)).toBe(10);
  expect(zeroOf([0, 10], (x) => -1 - x)).toBe(0);
});
