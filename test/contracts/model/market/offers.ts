import { same } from '../core/same.ts';
import type { Call } from '../core/call.ts';
import { requireRunning } from '../core/pausing.ts';
import { requireRole } from '../core/require-role.ts';
import { isAllowed } from '../treasury/is-allowed.ts';
import type { Offer, OfferTerms } from './offer.ts';
import { RIGHT } from './right.ts';

const MAX_USES = 2n ** 24n - 1n;
const MAX_FEE_BPS = 500n;
const ALL_RIGHTS = RIGHT.USE | RIGHT.COMMERCIAL | RIGHT.DERIVE | RIGHT.TRANSFER;

/** Offers licences of an asset that the caller owns. */
export function offer(call: Call, terms: OfferTerms): void {
  const { assetId, rights, uses, currency } = terms;
  requireRunning(call, 'market');
  const asset = call.world.assets.assets.get(assetId);
  if (asset === undefined) call.refuse('ERC721NonexistentToken', assetId);
  const owns = asset?.owner === call.from && terms.seller === call.from;
  call.require(owns, 'LicenseMarket_NotAssetOwner', assetId, call.from, asset?.owner);
  const known = (rights & ~ALL_RIGHTS) === 0n && (rights & RIGHT.USE) !== 0n;
  call.require(known, 'LicenseMarket_InvalidRights', rights);
  call.require(uses <= MAX_USES, 'LicenseMarket_TooManyUses', uses, MAX_USES);
  call.require(isAllowed(call.world, currency), 'LicenseMarket_CurrencyNotAllowed', currency);
  if (call.refused) return;
  const { offers } = call.world.market;
  const offerId = BigInt(offers.size) + 1n;
  offers.set(offerId, { terms: structuredClone(terms), sold: 0n, closed: false });
  call.emit('market', 'OfferMade', { offerId, assetId, seller: call.from, terms });
}

/** Closes an offer of the caller. */
export function closeOffer(call: Call, offerId: bigint, terms: OfferTerms): void {
  const open = findOpen(call, offerId, terms);
  call.require(call.from === terms.seller, 'LicenseMarket_NotSeller', offerId, call.from, terms.seller);
  if (call.refused || open === undefined) return;
  open.closed = true;
  call.emit('market', 'OfferClosed', { offerId, assetId: terms.assetId });
}

/** Voids vouchers of the caller. */
export function cancelNonces(call: Call, word: bigint, mask: bigint): void {
  const spent = call.world.market.nonces.get(call.from) ?? new Set();
  for (let i = 0n; i < 256n; i++) if ((mask >> i) & 1n) spent.add(256n * word + i);
  call.world.market.nonces.set(call.from, spent);
  call.emit('market', 'NoncesCanceled', { seller: call.from, word, mask });
}

/** Sets the protocol's part of each sale. */
export function setFee(call: Call, feeBps: bigint): void {
  requireRole(call, 'governor');
  call.require(feeBps <= MAX_FEE_BPS, 'LicenseMarket_FeeTooHigh', feeBps, MAX_FEE_BPS);
  if (call.refused) return;
  call.world.market.feeBps = feeBps;
  call.emit('market', 'FeeSet', { feeBps });
}

/** The open offer with these terms; notes what is wrong otherwise. */
export function findOpen(call: Call, offerId: bigint, terms: OfferTerms): Offer | undefined {
  const found = call.world.market.offers.get(offerId);
  call.require(found !== undefined, 'LicenseMarket_UnknownOffer', offerId);
  call.require(found !== undefined && same(found.terms, terms), 'LicenseMarket_TermsMismatch', offerId);
  call.require(found?.closed !== true, 'LicenseMarket_OfferClosed', offerId);
  return found;
}
