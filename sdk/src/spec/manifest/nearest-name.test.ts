import { describe, expect, it } from 'vitest';
import { nearestName } from './nearest-name.ts';

describe('the nearest name', () => {
  const known = ['optimizer', 'schedule', 'rank', 'alpha'];

  it.each([
    ['optimiser', 'optimizer'],
    ['shcedule', 'schedule'],
    ['RANK', 'rank'],
    ['rnak', 'rank'],
  ])('of %s is %s', (typed, nearest) => {
    expect(nearestName(typed, known)).toBe(nearest);
  });

  it('is none when nothing is close', () => {
    expect(nearestName('temperature', known)).toBeUndefined();
    expect(nearestName('x', [])).toBeUndefined();
  });
});
