import { describe, expect, it } from 'vitest';
import type { Sequence } from '../data/sequence.ts';
import { stepPlan } from './step-plan.ts';

/** Five sequences an epoch, told apart by their row: 10 · epoch + place. */
const data = {
  together: 1 as const,
  epoch: (n: number) => Array.from({ length: 5 }, (_, i) => ({ rows: [10 * n + i] }) as Sequence),
};
const rows = (taken: { sequences: Sequence[] }) => taken.sequences.map((sequence) => sequence.rows[0]);

describe('the plan of steps', () => {
  it('takes batch times accumulation sequences a step, across the ends of epochs', () => {
    const plan = stepPlan({ batchSize: 2, accumulation: 2, steps: 3 }, data);
    expect(rows(plan.take(1))).toEqual([0, 1, 2, 3]);
    expect(rows(plan.take(2))).toEqual([4, 10, 11, 12]);
    expect(plan.take(3)).toMatchObject({ cursor: 12 });
  });

  it('ends with a smaller step where so many epochs are asked for', () => {
    const plan = stepPlan({ batchSize: 4, accumulation: 1, epochs: 2 }, data);
    expect(plan.steps).toBe(3);
    expect(rows(plan.take(3))).toEqual([13, 14]);
  });

  it('takes one epoch where nothing is said, and parts of epochs', () => {
    expect(stepPlan({ batchSize: 1, accumulation: 1 }, data).steps).toBe(5);
    expect(stepPlan({ batchSize: 1, accumulation: 1, epochs: 0.4 }, data).steps).toBe(2);
  });

  it('gives the same step whatever was taken before', () => {
    const plan = stepPlan({ batchSize: 3, accumulation: 1, steps: 9 }, data);
    plan.take(1);
    plan.take(9);
    expect(rows(plan.take(2))).toEqual([3, 4, 10]);
  });

  it('counts pairs where two sequences stand together, and never parts them', () => {
    const pairs = { ...data, together: 2 as const, epoch: (n: number) => data.epoch(n).slice(0, 4) };
    const plan = stepPlan({ batchSize: 1, accumulation: 3, epochs: 2.5 }, pairs);
    expect([1, 2].map((step) => plan.take(step).sequences.flatMap(({ rows }) => rows))).toEqual([
      [0, 1, 2, 3, 10, 11],
      [12, 13, 20, 21],
    ]);
    expect(plan.steps).toBe(2);
  });
});
