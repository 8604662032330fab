import { expect, it } from 'vitest';
import { ESCROW_STATES, numberOf, wordFor } from './words.ts';

it('knows the contracts’ numbers by word', () => {
  expect(wordFor(ESCROW_STATES, 4)).toBe('settled');
  expect(numberOf(ESCROW_STATES, 'void')).toBe(8);
});

it('refuses a number that a newer contract has and this version does not know', () => {
  expect(() => wordFor(ESCROW_STATES, 9)).toThrow(RangeError);
});
