import { FRACTION_BITS, multiplyFixed, ONE, toDouble, toFixed } from './fixed-point.ts';

/** Beyond this e^-x is zero to more digits than a fixed-point number has. */
const FAR = 120;
/** Halvings that keep the series of the exponential short; squaring the result takes each back. */
const HALVINGS = 12n;

/**
 * `rest` = 1 / (1 + e^x) and `loss` = ln(1 + e^-x), the negative logarithm of the logistic function: by integers, since
 * both stand in what is hashed. NaN for what is no number.
 */
export function logistic(x: number): { rest: number; loss: number } {
  if (!Number.isFinite(x)) return { rest: Number.NaN, loss: Number.NaN };
  const magnitude = Math.abs(x);
  const small = magnitude > FAR ? 0n : exponential(-toFixed(magnitude));
  const quotient = (numerator: bigint) => toDouble((numerator << FRACTION_BITS) / (ONE + small));
  const gain = logarithmOfOnePlus(small);
  return x >= 0
    ? { rest: quotient(small), loss: toDouble(gain) }
    : { rest: quotient(ONE), loss: toDouble(toFixed(magnitude) + gain) };
}

/** e^x of a fixed-point number that is not above zero. */
function exponential(x: bigint): bigint {
  const part = x >> HALVINGS;
  let [sum, term] = [ONE, ONE];
  for (let n = 1n; term !== 0n && term !== -1n; n++) {
    term = multiplyFixed(term, part) / n;
    sum += term;
  }
  for (let i = 0n; i < HALVINGS; i++) sum = multiplyFixed(sum, sum);
  return sum;
}

/** ln(1 + y) for y from zero to one: twice the area tangent of y / (2 + y). */
function logarithmOfOnePlus(y: bigint): bigint {
  const z = (y << FRACTION_BITS) / (2n * ONE + y);
  const square = multiplyFixed(z, z);
  let sum = 0n;
  for (let n = 1n, power = z; power !== 0n; n += 2n, power = multiplyFixed(power, square)) sum += power / n;
  return 2n * sum;
}
