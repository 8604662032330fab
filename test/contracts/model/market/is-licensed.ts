import type { Hex } from 'viem';
import type { World } from '../core/world.ts';
import { granted, isGood, seatOfAccount } from './license-facts.ts';
import type { License } from './offer.ts';
import { RIGHT } from './right.ts';

/** Whether a licence covers an account now with every right of the mask. */
export function isLicensed(
  { market }: World,
  now: bigint,
  id: bigint,
  account: Hex,
  rights: bigint,
): boolean {
  const license = market.licenses.get(id);
  if (license === undefined || (license.rights & rights) !== rights || !isGood(license, now)) return false;
  const metered = license.uses > 0n && (rights & RIGHT.USE) !== 0n;
  if (metered && license.used >= granted(license)) return false;
  return covers(license, account, rights, now);
}

/** Whether an account is the licence's owner or, but for TRANSFER, in one of its seats. */
export const covers = (license: License, account: Hex, rights: bigint, now: bigint): boolean =>
  license.owner === account ||
  ((rights & RIGHT.TRANSFER) === 0n && seatOfAccount(license, account, now) !== undefined);
