import type { Stakes } from '../model/stakes.ts';

/**
 * What a juror gains by voting for the leaf with both halves that its node has leaked, instead of recomputing it.
 * Commitments hide every other juror's finding, so the node is the only one whose finding can be had in time.
 *
 * @param wrong chance that a challenged leaf is wrong
 */
export function copyingPay(stakes: Stakes, wrong: number, replayCost: number): number {
  const copied = (1 - wrong) * stakes.juryFee - wrong * stakes.slice;
  const recomputed = stakes.juryFee - replayCost;
  return copied - recomputed;
}
