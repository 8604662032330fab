import { expect, it } from 'vitest';
import { binomial } from './binomial.ts';

it('gives the chances of four coins', () => {
  const chances = [0, 1, 2, 3, 4].map((hits) => binomial(hits, 4, 0.5));
  expect(chances).toEqual([1, 4, 6, 4, 1].map((ways) => ways / 16));
});

it('gives nothing to more hits than tries', () => {
  expect(binomial(5, 4, 0.5)).toBe(0);
  expect(binomial(-1, 4, 0.5)).toBe(0);
});
