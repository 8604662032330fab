import { BigInt, Bytes, ethereum, log } from '@graphprotocol/graph-ts';
import { LicenseBought } from '../../generated/LicenseMarket/LicenseMarket';
import { License, Offer, Purchase } from '../../generated/schema';
import { numberId } from '../id';

/** Where the serial stands in a licence id: above rights (8 bits), duration (40) and start (40). */
const SERIAL_SHIFT: u8 = 88;
const SERIAL_MASK = BigInt.fromI32(1).leftShift(32).minus(BigInt.fromI32(1));

/** One entity a licence: the ids of those bought at once differ in their serial alone. */
export function createLicenses(offer: Offer, purchase: Purchase, event: LicenseBought): void {
  const step = BigInt.fromI32(1).leftShift(SERIAL_SHIFT);
  let licenseId = event.params.licenseId;
  for (let i = 0; i < purchase.quantity; i++) {
    createLicense(licenseId, offer, purchase, event);
    licenseId = licenseId.plus(step);
  }
}

function createLicense(licenseId: BigInt, offer: Offer, purchase: Purchase, event: LicenseBought): void {
  const license = new License(numberId(licenseId));
  license.licenseId = licenseId;
  license.asset = offer.asset;
  license.offer = offer.id;
  license.purchase = purchase.id;
  license.owner = purchase.recipient;
  license.serial = licenseId.rightShift(SERIAL_SHIFT).bitAnd(SERIAL_MASK);
  license.rights = offer.rights;
  license.allowsCommercial = offer.allowsCommercial;
  license.allowsDerive = offer.allowsDerive;
  license.allowsTransfer = offer.allowsTransfer;
  license.startsAt = event.params.start;
  if (!event.params.expiresAt.isZero()) license.expiresAt = event.params.expiresAt;
  license.boughtAt = purchase.boughtAt;
  license.boughtTx = purchase.boughtTx;
  license.seatCount = offer.seats;
  license.uses = offer.uses;
  license.grantedUnits = offer.uses;
  license.usedUnits = BigInt.zero();
  license.save();
}

export function getLicense(licenseId: BigInt): License | null {
  const license = License.load(numberId(licenseId));
  if (license === null) log.error('There is no licence {}', [licenseId.toString()]);
  return license;
}

export function prolongLicense(license: License, expiresAt: BigInt): void {
  license.expiresAt = expiresAt;
  license.save();
}

export function setGrantedUnits(license: License, units: BigInt): void {
  license.grantedUnits = units;
  license.save();
}

export function setUsedUnits(license: License, units: BigInt): void {
  license.usedUnits = units;
  license.save();
}

export function setLicenseOwner(license: License, owner: Bytes, event: ethereum.Event): void {
  license.owner = owner;
  license.transferredAt = event.block.timestamp;
  license.save();
}
