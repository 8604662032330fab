import type { Hex } from 'viem';
import { NOBODY } from '../core/hex.ts';
import type { License, Seat } from './offer.ts';

/** Seconds for which a seat keeps its account, and a licence that has moved its owner. */
export const COOL_DOWN = 86_400n;
/** Expiry of a seat that lasts as long as the licence. */
export const NO_EXPIRY = 2n ** 48n - 1n;

/** The id that says everything about a licence. */
export const licenseId = (
  l: Pick<License, 'assetId' | 'offerId' | 'serial' | 'start' | 'duration' | 'rights' | 'seats' | 'uses'>,
): bigint =>
  [
    [l.uses, 232n],
    [l.seats, 216n],
    [l.assetId, 168n],
    [l.offerId, 120n],
    [l.serial, 88n],
    [l.start, 48n],
    [l.duration, 8n],
    [l.rights, 0n],
  ].reduce((id, [field, shift]) => id + field! * 2n ** shift!, 0n);

/** Until when the licence is good; 0 = for ever. */
export function expiresAt({ duration, start, renewedUntil }: License): bigint {
  if (duration === 0n) return 0n;
  return renewedUntil > 0n ? renewedUntil : start + duration;
}

/** Whether the licence has not ended. */
export const isGood = (license: License, now: bigint): boolean =>
  license.duration === 0n || now < expiresAt(license);

/** Units that the licence grants in all. */
export const granted = ({ uses, renewals }: License): bigint => uses * (renewals + 1n);

/** Who has a seat now; a licence that moves empties its seats. */
export function holderOf({ movedAt }: License, seat: Seat | undefined, now: bigint): Hex {
  if (seat === undefined || now >= seat.expires) return NOBODY;
  return seat.assignedAt > movedAt ? seat.account : NOBODY;
}

/** From when on a seat takes another account. */
export function freeAt({ movedAt }: License, seat: Seat | undefined): bigint {
  const cooled = seat === undefined ? 0n : seat.assignedAt + COOL_DOWN;
  return cooled > movedAt ? cooled : movedAt + 1n;
}

/** The seat that an account has now. */
export const seatOfAccount = (license: License, account: Hex, now: bigint): bigint | undefined =>
  [...license.places].find(([, seat]) => holderOf(license, seat, now) === account && account !== NOBODY)?.[0];

/** ERC-4907: the account in seat 0 of a licence that is good. */
export const userOf = (license: License, now: bigint): Hex =>
  isGood(license, now) ? holderOf(license, license.places.get(0n), now) : NOBODY;

/** ERC-4907: until when it is, the end of the seat or of the licence; 2^64 - 1 where neither ends. */
export function userExpires(license: License, now: bigint): bigint {
  if (userOf(license, now) === NOBODY) return 0n;
  const { expires } = license.places.get(0n)!;
  const end = expiresAt(license);
  if (end === 0n) return expires === NO_EXPIRY ? 2n ** 64n - 1n : expires;
  return expires < end ? expires : end;
}
