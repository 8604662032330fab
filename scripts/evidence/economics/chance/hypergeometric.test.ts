import { describe, expect, it } from 'vitest';
import { hypergeometric } from './hypergeometric.ts';

describe('hypergeometric', () => {
  it('gives the chances of every jury of 20 nodes of which 5 are marked, counted by hand', () => {
    const counted = [3003, 6825, 4550, 1050, 75, 1].map((ways) => ways / 15504);
    const drawn = counted.map((_, hits) => hypergeometric(hits, 5, 5, 20));
    for (const [hits, chance] of counted.entries()) expect(drawn[hits]).toBeCloseTo(chance, 12);
  });

  it('gives nothing to what cannot be drawn', () => {
    expect(hypergeometric(3, 5, 2, 20)).toBe(0);
    expect(hypergeometric(0, 5, 18, 20)).toBe(0);
    expect(hypergeometric(-1, 5, 2, 20)).toBe(0);
  });

  it('adds up to 1 in a large class, where factorials would overflow', () => {
    let sum = 0;
    for (let hits = 0; hits <= 11; hits++) sum += hypergeometric(hits, 11, 3_333, 10_000);
    expect(sum).toBeCloseTo(1, 12);
  });
});
