import { describe, expect, it } from 'vitest';
import { FIRST_RULES } from '../model/first-rules.ts';
import { SHIPPED_RULES } from '../model/shipped-rules.ts';
import { decideRound } from './decide-round.ts';

const tally = (seats: number, leaf: number, other: number, unavailable: number) => ({
  seats,
  leaf,
  other,
  unavailable,
});

describe('decideRound', () => {
  it.each([
    [5, 3, 2, 0, 'upheld'],
    [5, 2, 3, 0, 'refuted'],
    [5, 2, 0, 3, 'refuted'],
    [5, 2, 2, 0, 'undecided'],
    [11, 6, 5, 0, 'upheld'],
    [11, 5, 5, 0, 'undecided'],
    [7, 4, 3, 0, 'upheld'],
    [7, 3, 4, 0, 'refuted'],
  ] as const)(
    'of %d seats, %d for the leaf, %d alike otherwise, %d unavailable: %s',
    (seats, leaf, other, away, end) => {
      expect(decideRound(tally(seats, leaf, other, away), SHIPPED_RULES)).toBe(end);
    },
  );

  it('lets UNAVAILABLE stand with the other finding, as the first rules did not', () => {
    expect(decideRound(tally(5, 1, 2, 2), SHIPPED_RULES)).toBe('refuted');
    expect(decideRound(tally(5, 1, 2, 2), FIRST_RULES)).toBe('undecided');
  });
});
