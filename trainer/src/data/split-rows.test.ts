import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitRows } from './split-rows.ts';

const contents = fc.array(fc.integer({ min: 0, max: 30 }).map(String), { maxLength: 60 });
const options = fc.record({
  heldOutRows: fc.integer({ min: 0, max: 20 }),
  maxRows: fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined }),
  seed: fc.nat(),
});

describe('splitRows', () => {
  it('never lets the same content stand on both sides', () => {
    fc.assert(
      fc.property(contents, options, (rows, plan) => {
        const { train, heldOut } = splitRows(rows, plan);
        const held = new Set(heldOut.map((row) => rows[row]));
        expect(train.filter((row) => held.has(rows[row]))).toEqual([]);
        expect(held.size).toBe(heldOut.length);
      }),
    );
  });

  it('gives each row one place', () => {
    fc.assert(
      fc.property(contents, options, (rows, { heldOutRows, seed }) => {
        const { train, heldOut, leaking } = splitRows(rows, { heldOutRows, maxRows: undefined, seed });
        const all = [...train, ...heldOut, ...leaking].toSorted((a, b) => a - b);
        expect(all).toEqual(rows.map((_, i) => i));
        expect(heldOut).toHaveLength(Math.min(heldOutRows, new Set(rows).size));
      }),
    );
  });

  it('takes at most so many training rows, the first of the order', () => {
    const rows = Array.from({ length: 20 }, (_, i) => String(i));
    const all = splitRows(rows, { heldOutRows: 4, maxRows: undefined, seed: 9 });
    const some = splitRows(rows, { heldOutRows: 4, maxRows: 5, seed: 9 });
    expect(some.train).toEqual(all.train.slice(0, 5));
    expect(some.heldOut).toEqual(all.heldOut);
  });

  it('draws other rows with another seed', () => {
    const rows = Array.from({ length: 50 }, (_, i) => String(i));
    const heldOut = (seed: number) => splitRows(rows, { heldOutRows: 10, maxRows: undefined, seed }).heldOut;
    expect(heldOut(1)).toEqual(heldOut(1));
    expect(heldOut(1)).not.toEqual(heldOut(2));
  });
});
