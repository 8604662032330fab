import { describe, expect, it } from 'vitest';
import { checkedPatience, isExhausted, patienceAfter } from './patience.ts';
import type { Patience } from './patience.ts';

const after = (losses: readonly number[], rule: { evaluations: number; gain: number }) =>
  losses.reduce<Patience | undefined>((before, loss) => patienceAfter(before, loss, rule), undefined);

describe('patience', () => {
  it('counts the evaluations since the best, and begins anew with a better one', () => {
    const rule = { evaluations: 2, gain: 0 };
    expect(after([3], rule)).toEqual({ best: 3, stale: 0 });
    expect(after([3, 3.5, 3.2], rule)).toEqual({ best: 3, stale: 2 });
    expect(after([3, 3.5, 2.9], rule)).toEqual({ best: 2.9, stale: 0 });
  });

  it('takes an equal loss for no gain, and one that falls too little neither', () => {
    expect(after([3, 3], { evaluations: 2, gain: 0 })).toEqual({ best: 3, stale: 1 });
    // Losses that creep down are measured against the best, not against the last.
    expect(after([3, 2.75, 2.5], { evaluations: 2, gain: 0.5 })).toEqual({ best: 2.5, stale: 0 });
    expect(after([3, 2.75, 2.625], { evaluations: 2, gain: 0.5 })).toEqual({ best: 3, stale: 2 });
  });

  it('is at its end after so many evaluations, and has none where the job names no rule', () => {
    expect(isExhausted({ best: 1, stale: 1 }, { evaluations: 2, gain: 0 })).toBe(false);
    expect(isExhausted({ best: 1, stale: 2 }, { evaluations: 2, gain: 0 })).toBe(true);
    expect(isExhausted({ best: 1, stale: 2 }, undefined)).toBe(false);
    expect(isExhausted(undefined, { evaluations: 1, gain: 0 })).toBe(false);
  });

  it('is refused in a file where it is no loss and count', () => {
    for (const wrong of [
      { best: 'low', stale: 0 },
      { best: 1, stale: -1 },
      { best: 1, stale: 0.5 },
    ])
      expect(() => checkedPatience(wrong as unknown as Patience)).toThrow(RangeError);
  });
});
