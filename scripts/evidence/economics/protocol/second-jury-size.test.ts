import { expect, it } from 'vitest';
import { secondJurySize } from './second-jury-size.ts';

it.each([
  [100, 11],
  [11, 11],
  [10, 9],
  [9, 9],
  [8, 7],
  [7, 7],
  [6, 0],
])('seats an odd jury from %d nodes: %d', (available, seats) => {
  expect(secondJurySize(available)).toBe(seats);
});
