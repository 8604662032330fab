import type { Stakes } from '../model/stakes.ts';

const YEAR_SECONDS = 365 * 24 * 3600;

/**
 * Profit of buying tickets when a juicy dispute is foreseen and leaving after it. With a `minAge` that outlasts every
 * job in sight, the ticket is too young and the fee 0; only the cost of the money remains.
 *
 * @param share of the class's tickets that is bought
 * @param foreseenSeconds how long before its draw a dispute can be foreseen: window and longest dispute at most
 */
export function ticketSniping(
  stakes: Stakes,
  options: {
    share: number;
    stake: number;
    minAgeSeconds: number;
    foreseenSeconds: number;
    unbondingSeconds: number;
    yearlyRate: number;
    replayCost: number;
  },
): number {
  const { share, stake, minAgeSeconds, foreseenSeconds, unbondingSeconds, yearlyRate, replayCost } = options;
  const seats = minAgeSeconds >= foreseenSeconds ? 0 : 5 * share;
  const heldSeconds = foreseenSeconds + unbondingSeconds;
  return seats * (stakes.juryFee - replayCost) - (stake * yearlyRate * heldSeconds) / YEAR_SECONDS;
}
