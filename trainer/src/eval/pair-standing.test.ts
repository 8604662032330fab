import { expect, it } from 'vitest';
import { pairStanding } from './pair-standing.ts';

it('tells which answers are ahead, and which pairs an adapter moved the right way', () => {
  const base = [1, 2, 5, 3, 2, 2, 4, 6];
  expect(pairStanding(base)).toEqual({ pairs: 4, baseAhead: 0.5 });
  // The first falls back but stays ahead, the second catches up but not quite, the third passes, the fourth stays.
  const adapter = [1.5, 2, 3.5, 3, 1, 2, 4, 6];
  expect(pairStanding(base, adapter)).toEqual({
    pairs: 4,
    baseAhead: 0.5,
    adapterAhead: 0.75,
    accuracy: 0.5,
  });
});
