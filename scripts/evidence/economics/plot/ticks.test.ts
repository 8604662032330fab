import { expect, it } from 'vitest';
import { ticks } from './ticks.ts';

it('labels a linear axis at round values, its ends included', () => {
  expect(ticks({ label: '', range: [0, 0.5] })).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5]);
  expect(ticks({ label: '', range: [-25, 40] })).toEqual([-20, 0, 20, 40]);
});

it('labels a logarithmic axis at decades, and between where there are few', () => {
  expect(ticks({ label: '', range: [1, 1e5], scale: 'log' })).toEqual([1, 10, 100, 1_000, 10_000, 100_000]);
  expect(ticks({ label: '', range: [18, 260], scale: 'log' })).toEqual([20, 50, 100, 200]);
});
