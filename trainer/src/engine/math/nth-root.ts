import { FRACTION_BITS } from './fixed-point.ts';

/** The n-th root of a positive fixed-point number, rounded down, by Newton's method on integers. */
export function nthRoot(fixed: bigint, n: number): bigint {
  if (fixed <= 0n || n < 1) throw new RangeError(`nthRoot: no root ${n} of ${fixed}`);
  const degree = BigInt(n);
  const target = fixed << (FRACTION_BITS * (degree - 1n));
  let root = 1n << (BigInt(target.toString(2).length) / degree + 1n);
  for (;;) {
    const next = ((degree - 1n) * root + target / root ** (degree - 1n)) / degree;
    if (next >= root) return root;
    root = next;
  }
}
