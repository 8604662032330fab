import { BigInt, Bytes, ethereum } from '@graphprotocol/graph-ts';
import { SeatAssigned, SeatCleared } from '../../generated/LicenseMarket/LicenseMarket';
import { License, Seat } from '../../generated/schema';
import { placeId } from '../id';

/** Seconds for which a seat keeps its account: a constant of the contract, which no event repeats. */
const COOL_DOWN = BigInt.fromI32(86_400);
/** What the contract writes for a seat that lasts as long as its licence. */
const NO_EXPIRY = BigInt.fromI32(1).leftShift(48).minus(BigInt.fromI32(1));

/** Whoever has the seat keeps its clock; somebody new starts it again. */
export function assignSeat(license: License, event: SeatAssigned): void {
  const params = event.params;
  const now = event.block.timestamp;
  const seat = getSeat(license, params.seat);
  if (!isHeldBy(seat, params.account, now)) {
    seat.assignedAt = now;
    seat.freeAt = now.plus(COOL_DOWN);
  }
  seat.account = params.account;
  seat.expiresAt = params.expires.equals(NO_EXPIRY) ? null : params.expires;
  seat.save();
}

export function clearSeat(license: License, event: SeatCleared): void {
  empty(getSeat(license, event.params.seat));
}

/** A licence that moves takes its seats from everybody, and gives none in the same second. */
export function emptySeats(license: License, event: ethereum.Event): void {
  const soonest = event.block.timestamp.plus(BigInt.fromI32(1));
  const seats = license.seats.load();
  for (let i = 0; i < seats.length; i++) {
    const seat = seats[i];
    if (seat.freeAt.lt(soonest)) seat.freeAt = soonest;
    empty(seat);
  }
}

function getSeat(license: License, index: BigInt): Seat {
  const id = placeId(license.licenseId, index);
  const known = Seat.load(id);
  if (known !== null) return known;
  const seat = new Seat(id);
  seat.license = license.id;
  seat.index = index.toI32();
  return seat;
}

function isHeldBy(seat: Seat, account: Bytes, now: BigInt): boolean {
  const holder = seat.account;
  if (holder === null || !holder.equals(account)) return false;
  const expiresAt = seat.expiresAt;
  return expiresAt === null || now.lt(expiresAt);
}

function empty(seat: Seat): void {
  seat.account = null;
  seat.expiresAt = null;
  seat.save();
}
