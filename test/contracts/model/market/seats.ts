import type { Hex } from 'viem';
import type { Call } from '../core/call.ts';
import { NOBODY } from '../core/hex.ts';
import { pairKey } from '../core/world.ts';
import { freeAt, holderOf, NO_EXPIRY, seatOfAccount, userExpires, userOf } from './license-facts.ts';
import type { License } from './offer.ts';

/** Gives a seat to an account, or to the one that has it for another time. */
export function assignSeat(call: Call, id: bigint, seat: bigint, account: Hex, expires: bigint): void {
  const { now } = call.env;
  const license = findSeat(call, id, seat);
  if (license === undefined) return;
  call.require(account !== NOBODY, 'LicenseMarket_ZeroAccount');
  call.require(expires > now, 'LicenseMarket_InvalidExpiry', expires);
  const other = seatOfAccount(license, account, now);
  if (other !== undefined && other !== seat) call.refuse('LicenseMarket_AlreadySeated', id, account, other);
  const place = license.places.get(seat);
  const free = freeAt(license, place);
  call.require(other === seat || now >= free, 'LicenseMarket_SeatCoolingDown', id, seat, free);
  if (call.refused) return;
  const until = expires < NO_EXPIRY ? expires : NO_EXPIRY;
  const assignedAt = other === seat ? place!.assignedAt : now;
  license.places.set(seat, { account, expires: until, assignedAt });
  call.emit('market', 'SeatAssigned', { licenseId: id, seat, account, expires: until });
  if (seat === 0n) sayUser(call, id, license);
}

/** Takes a seat from its account; the seat stays cooling down. */
export function clearSeat(call: Call, id: bigint, seat: bigint): void {
  const license = findSeat(call, id, seat);
  if (license === undefined) return;
  const place = license.places.get(seat);
  const account = holderOf(license, place, call.env.now);
  call.require(account !== NOBODY, 'LicenseMarket_SeatEmpty', id, seat);
  if (call.refused) return;
  license.places.set(seat, { ...place!, account: NOBODY, expires: 0n });
  call.emit('market', 'SeatCleared', { licenseId: id, seat, account });
  if (seat === 0n) sayUser(call, id, license);
}

/** ERC-4907: the user is who has seat 0. */
export function setUser(call: Call, id: bigint, user: Hex, expires: bigint): void {
  if (user === NOBODY) clearSeat(call, id, 0n);
  else assignSeat(call, id, 0n, user, expires);
}

/** Says who the user of a licence is now. */
export function sayUser(call: Call, id: bigint, license: License): void {
  const { now } = call.env;
  const expires = userExpires(license, now);
  call.emit('market', 'UpdateUser', { tokenId: id, user: userOf(license, now), expires });
}

function findSeat(call: Call, id: bigint, seat: bigint): License | undefined {
  const { licenses, operators } = call.world.market;
  const license = licenses.get(id);
  if (license === undefined) {
    call.refuse('ERC721NonexistentToken', id);
    return undefined;
  }
  const { owner, approved, seats } = license;
  const may = call.from === owner || call.from === approved || operators.has(pairKey(owner, call.from));
  call.require(may, 'ERC721InsufficientApproval', call.from, id);
  call.require(seat < seats, 'LicenseMarket_UnknownSeat', id, seat, seats);
  return license;
}
