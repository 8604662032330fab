import type { Call } from '../core/call.ts';
import { NOBODY } from '../core/hex.ts';
import { requireRunning } from '../core/pausing.ts';
import { expiresAt, granted, userExpires, userOf } from './license-facts.ts';
import type { License, OfferTerms, Permit } from './offer.ts';
import { findOpen } from './offers.ts';
import { permit } from './permit.ts';
import { divide, requireSale } from './sale.ts';

/** Pays once more for a licence: for one more duration, for as many units again. */
export function renew(call: Call, id: bigint, terms: OfferTerms, maxPrice: bigint): void {
  requireRunning(call, 'market');
  const license = call.world.market.licenses.get(id);
  if (license === undefined) return call.refuse('ERC721NonexistentToken', id);
  const { offerId, duration, uses } = license;
  call.require(duration > 0n || uses > 0n, 'LicenseMarket_Perpetual', id);
  findOpen(call, offerId, terms);
  requireSale(call, offerId, terms, terms.price, maxPrice);
  if (call.refused) return;
  if (duration > 0n) prolong(call, id, license);
  if (uses > 0n) {
    license.renewals += 1n;
    call.emit('market', 'UnitsGranted', { licenseId: id, granted: granted(license) });
  }
  const { fee, royalty } = divide(call, terms, terms.price, id);
  call.emit('market', 'LicenseRenewed', {
    licenseId: id,
    offerId,
    payer: call.from,
    expiresAt: expiresAt(license),
    currency: terms.currency,
    price: terms.price,
    fee,
    royalty,
  });
}

/** Renews with a permit to the treasury. */
export function renewWithPermit(
  call: Call,
  id: bigint,
  terms: OfferTerms,
  maxPrice: bigint,
  permission: Permit,
): void {
  const undo = permit(call, terms.currency, permission);
  renew(call, id, terms, maxPrice);
  if (call.refused) undo();
}

function prolong(call: Call, id: bigint, license: License): void {
  const { now } = call.env;
  const end = expiresAt(license);
  license.renewedUntil = (end > now ? end : now) + license.duration;
  call.emit('market', 'SubscriptionUpdate', { tokenId: id, expiration: license.renewedUntil });
  call.emit('market', 'MetadataUpdate', { _tokenId: id });
  const user = userOf(license, now);
  if (user === NOBODY) return;
  call.emit('market', 'UpdateUser', { tokenId: id, user, expires: userExpires(license, now) });
}
