import { expect, it } from 'vitest';
import { seededRandom } from './seeded-random.ts';

it('repeats itself with the same seed, and not with another', () => {
  const numbers = (seed: number) => Array.from({ length: 8 }, seededRandom(seed));
  expect(numbers(1)).toEqual(numbers(1));
  expect(numbers(1)).not.toEqual(numbers(2));
});

it('spreads evenly over [0, 1)', () => {
  const random = seededRandom(3);
  const counts = new Array<number>(10).fill(0);
  for (let i = 0; i < 20_000; i++) counts[Math.floor(random() * 10)]!++;
  // 2,000 each, with a standard deviation of 42.
  for (const count of counts) expect(Math.abs(count - 2_000)).toBeLessThan(5 * 42);
});
