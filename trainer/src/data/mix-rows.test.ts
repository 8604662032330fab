import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mixRows } from './mix-rows.ts';

// Rows 0 to 9 are of dataset 0, 10 to 39 of dataset 1.
const rows = Array.from({ length: 40 }, (_, i) => (i * 7) % 40);
const datasetOf = (row: number) => (row < 10 ? 0 : 1);
const shares = (mixed: number[]) => [0, 1].map((d) => mixed.filter((row) => datasetOf(row) === d).length);

describe('mixRows', () => {
  it.each([
    [[1, 1], undefined, [10, 10]],
    [[3, 1], undefined, [10, 3]],
    [[1, 3], undefined, [10, 30]],
    [[1, 9], undefined, [3, 30]],
    [[1, 1], 8, [4, 4]],
    [[2, 1], 8, [5, 3]],
  ])('takes rows as the weights %j say, at most %j', (weights, maxRows, expected) => {
    expect(shares(mixRows(rows, datasetOf, weights, maxRows))).toEqual(expected);
  });

  it('keeps the order, and of each dataset takes the first', () => {
    const mixed = mixRows(rows, datasetOf, [1, 1], 8);
    expect(mixed).toEqual(rows.filter((row) => mixed.includes(row)));
    const first = (d: number) => rows.filter((row) => datasetOf(row) === d).slice(0, 4);
    expect(mixed.toSorted()).toEqual([...first(0), ...first(1)].toSorted());
  });

  it('takes nothing where a dataset has no row', () => {
    expect(mixRows([1, 2, 3], () => 1, [1, 1])).toEqual([]);
  });

  it('never takes a row twice and comes within one row of every share', () => {
    const weights = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(weights, fc.integer({ min: 0, max: 300 }), fc.option(fc.nat(50)), (given, count, most) => {
        const order = Array.from({ length: count }, (_, i) => i);
        const of = (row: number) => row % given.length;
        const mixed = mixRows(order, of, given, most ?? undefined);
        expect(new Set(mixed).size).toBe(mixed.length);
        const all = given.reduce((a, b) => a + b, 0);
        for (const [d, weight] of given.entries()) {
          const taken = mixed.filter((row) => of(row) === d).length;
          expect(Math.abs(taken - (mixed.length * weight) / all)).toBeLessThan(1);
        }
      }),
    );
  });
});
