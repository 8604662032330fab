import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logistic } from './logistic.ts';

describe('the logistic function', () => {
  it('agrees with Math.exp and Math.log1p, and is the slope of its loss', () => {
    fc.assert(
      fc.property(fc.double({ min: -200, max: 200, noNaN: true }), (x) => {
        const { rest, loss } = logistic(x);
        const exact = Math.max(0, -x) + Math.log1p(Math.exp(-Math.abs(x)));
        // Far out it is below what a fixed-point number tells apart.
        expect(Math.abs(rest - 1 / (1 + Math.exp(x)))).toBeLessThanOrEqual(1e-15 * rest + 1e-45);
        expect(Math.abs(loss - exact)).toBeLessThanOrEqual(1e-15 * exact + 1e-45);
      }),
    );
  });

  it('is a half at zero, where the loss is the logarithm of two', () => {
    expect(logistic(0)).toEqual({ rest: 0.5, loss: Math.LN2 });
  });

  it('gives nothing and the whole far out, and no number for what is none', () => {
    expect(logistic(1e5)).toEqual({ rest: 0, loss: 0 });
    expect(logistic(-1e5)).toEqual({ rest: 1, loss: 1e5 });
    expect(logistic(Infinity)).toEqual({ rest: Number.NaN, loss: Number.NaN });
  });
});
