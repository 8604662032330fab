import { expect, it } from 'vitest';
import { tickTexts } from './tick-texts.ts';

it('tells neighbouring ticks apart', () => {
  expect(tickTexts([5.6, 5.65, 5.7], 0.05)).toEqual(['5.60', '5.65', '5.70']);
  expect(tickTexts([1.4025, 1.405], 0.0025)).toEqual(['1.4025', '1.4050']);
});

it('shows one place of whole ticks', () => {
  expect(tickTexts([0, 2, 4], 2)).toEqual(['0.0', '2.0', '4.0']);
});
