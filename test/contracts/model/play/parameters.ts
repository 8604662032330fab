import { parseEther } from 'viem';
import type { Hex } from 'viem';

const MINUTE = 60n;
const HOUR = 60n * MINUTE;

/** Parameters of jobs in a play: bonds that cover what a dispute may cost, windows in which a hundred commands fit. */
export const JOB_PARAMETERS = {
  challengeWindow: 3n * HOUR,
  maxClaimWindow: 24n * HOUR,
  maxRunTime: 48n * HOUR,
  feeBps: 250n,
  bondBps: 20_000n,
  minBond: parseEther('0.39'),
};

/** Parameters of disputes in a play. */
export const DISPUTE_PARAMETERS = {
  openingWindow: 20n * MINUTE,
  commitWindow: 20n * MINUTE,
  revealWindow: 15n * MINUTE,
  auditWindow: 30n * MINUTE,
  maxDuration: 3n * HOUR,
  seedDelay: 3n,
  auditRateBps: 15_000n,
  challengeBond: parseEther('0.3'),
  juryFee: parseEther('0.015'),
  bounty: parseEther('0.075'),
  slice: parseEther('0.075'),
};

/** What 1e18 smallest units of a play's tokens are worth in wei. */
export const bondRates = (tokens: readonly Hex[]): { currency: Hex; weiPerToken: bigint }[] =>
  tokens.map((currency, i) => ({ currency, weiPerToken: i === 0 ? 5n * 10n ** 17n : 333n * 10n ** 15n }));

/** How long unbonding takes in a play: longer than a window and a dispute after it. */
export const UNBONDING_TIME = 7n * HOUR;
/** How old a ticket has to be in a play. */
export const MIN_TICKET_AGE = 10n * MINUTE;
/** Smallest stake of a node, and the stake behind a ticket. */
export const ONE = parseEther('1');
