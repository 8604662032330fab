import { FRACTION_BITS } from './fixed-point.ts';

/** π as a fixed-point number, by Machin's formula. */
export const PI: bigint = machin();

function machin(): bigint {
  // Guard bits take up the truncation of every term.
  const guard = 32n;
  const one = 1n << (FRACTION_BITS + guard);
  return (4n * (4n * arccotangent(5n, one) - arccotangent(239n, one))) >> guard;
}

function arccotangent(x: bigint, one: bigint): bigint {
  let power = one / x;
  let sum = power;
  for (let n = 3n, sign = -1n; power !== 0n; n += 2n, sign = -sign) {
    power /= x * x;
    sum += (sign * power) / n;
  }
  return sum;
}
