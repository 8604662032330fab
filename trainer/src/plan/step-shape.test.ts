import { describe, expect, it } from 'vitest';
import { stepShape } from './step-shape.ts';

describe('stepShape', () => {
  it('keeps all lanes busy where sequences are alike and divide by them', () => {
    expect(stepShape([[8, 8, 8, 8]], 2)).toEqual({ sequences: 4, tokens: 8, share: 1 / 2 });
  });

  it('lets a lane wait for the last sequence of an odd step', () => {
    expect(stepShape([[8, 8, 8]], 2).share).toBeCloseTo(2 / 3);
    expect(stepShape([[8], [8]], 4).share).toBe(1);
  });

  it('gives the next sequence to the lane that is free first', () => {
    expect(stepShape([[30, 10, 10, 10]], 2).share).toBeCloseTo(30 / 60);
    expect(stepShape([[10, 10, 10, 30]], 2).share).toBeCloseTo(40 / 60);
  });

  it('counts the tokens of all steps', () => {
    expect(stepShape([[10, 20], [30]], 1)).toEqual({ sequences: 1.5, tokens: 20, share: 1 });
  });
});
