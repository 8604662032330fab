import type { Stakes } from '../model/stakes.ts';

/** Amounts for tests of rules and formulas, in juror fees; not what is deployed. */
export const EXAMPLE_STAKES: Stakes = {
  feeRate: 0.025,
  bondRate: 2.5,
  minBond: 30,
  auditRate: 1.5,
  challengeBond: 20,
  juryFee: 1,
  bounty: 5,
  slice: 5,
};
