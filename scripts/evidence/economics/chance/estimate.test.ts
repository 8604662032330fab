import { expect, it } from 'vitest';
import { estimate } from './estimate.ts';

it('gives the mean and its standard error', () => {
  const results = [1, 3, 1, 3];
  let i = 0;
  expect(estimate(4, () => results[i++]!)).toEqual({ mean: 2, standardError: 0.5, plays: 4 });
});
