import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toDouble, toFixed, toFloat32 } from './fixed-point.ts';
import { nthRoot } from './nth-root.ts';
import { PI } from './pi.ts';
import { sineCosine } from './sine-cosine.ts';

const moderate = fc.double({ min: -1e6, max: 1e6, noNaN: true }).filter((x) => Math.abs(x) > 1e-6);

describe('a fixed-point number', () => {
  it('gives back every double it was made from', () => {
    fc.assert(
      fc.property(moderate, (x) => {
        expect(toDouble(toFixed(x))).toBe(x);
      }),
    );
  });

  it('rounds to the nearest f32 as Math.fround does', () => {
    fc.assert(
      fc.property(moderate, (x) => {
        expect(toFloat32(toFixed(x))).toBe(Math.fround(x));
      }),
    );
  });

  it('cannot be made from infinity', () => {
    expect(() => toFixed(Infinity)).toThrow(RangeError);
  });
});

describe('constants and functions', () => {
  it('know π to the last bit of a double', () => {
    expect(toDouble(PI)).toBe(Math.PI);
  });

  it('agree with Math.sin and Math.cos to one unit in the last place', () => {
    fc.assert(
      fc.property(fc.double({ min: -7, max: 7, noNaN: true }), (x) => {
        const { sine, cosine } = sineCosine(toFixed(x));
        expect(Math.abs(toDouble(sine) - Math.sin(x))).toBeLessThan(2.3e-16);
        expect(Math.abs(toDouble(cosine) - Math.cos(x))).toBeLessThan(2.3e-16);
      }),
    );
  });

  it('take the n-th root', () => {
    expect(toDouble(nthRoot(toFixed(2), 2))).toBe(Math.SQRT2);
    expect(toDouble(nthRoot(toFixed(1024), 10))).toBe(2);
    expect(() => nthRoot(0n, 2)).toThrow(RangeError);
  });
});
