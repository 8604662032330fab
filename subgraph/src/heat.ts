import { BigDecimal, BigInt } from '@graphprotocol/graph-ts';

/** Interest counts half as much every three days. */
const HALF_LIFE_SECONDS: f64 = 259200;

/** Heat of something that nobody was interested in yet. */
export const COLD = BigDecimal.fromString('0');

/**
 * Heat after one more act of interest: log2 of the sum of 2^(age in half-lives) over all acts. On this scale old
 * interest cools without anybody touching it, because what comes later simply weighs more.
 */
export function heated(heat: BigDecimal, atSeconds: BigInt): BigDecimal {
  const added = <f64>atSeconds.toI64() / HALF_LIFE_SECONDS;
  const before = parseFloat(heat.toString());
  const high = Math.max(before, added);
  const low = Math.min(before, added);
  const sum = high + Math.log2(1 + Math.pow(2, low - high));
  return BigDecimal.fromString(sum.toString());
}
