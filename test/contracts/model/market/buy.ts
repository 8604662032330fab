import type { Hex } from 'viem';
import type { Call } from '../core/call.ts';
import { NOBODY } from '../core/hex.ts';
import { requireRunning } from '../core/pausing.ts';
import { expiresAt, licenseId } from './license-facts.ts';
import type { License, OfferTerms, Permit } from './offer.ts';
import { findOpen } from './offers.ts';
import { permit } from './permit.ts';
import { divide, requireSale } from './sale.ts';

const MAX_QUANTITY = 50n;
const NO_LIMIT = 2n ** 32n - 1n;

/** What is bought, at which price for one. */
export type Order = { recipient: Hex; quantity: bigint; unitPrice: bigint; maxPrice: bigint };

/** Buys licences at the price of the offer. */
export function buy(
  call: Call,
  offerId: bigint,
  terms: OfferTerms,
  recipient: Hex,
  quantity: bigint,
  maxPrice: bigint,
): void {
  requireRunning(call, 'market');
  sell(call, offerId, terms, { recipient, quantity, unitPrice: terms.price, maxPrice });
}

/** Buys licences with a permit to the treasury. */
export function buyWithPermit(
  call: Call,
  offerId: bigint,
  terms: OfferTerms,
  recipient: Hex,
  quantity: bigint,
  maxPrice: bigint,
  permission: Permit,
): void {
  requireRunning(call, 'market');
  const undo = permit(call, terms.currency, permission);
  sell(call, offerId, terms, { recipient, quantity, unitPrice: terms.price, maxPrice });
  if (call.refused) undo();
}

/** Sells licences of an offer to whoever calls and pays. */
export function sell(call: Call, offerId: bigint, terms: OfferTerms, order: Order): void {
  const { recipient, quantity } = order;
  const price = order.unitPrice * quantity;
  const open = findOpen(call, offerId, terms);
  call.require(recipient !== NOBODY, 'LicenseMarket_ZeroRecipient');
  const some = quantity >= 1n && quantity <= MAX_QUANTITY;
  call.require(some, 'LicenseMarket_InvalidQuantity', quantity, MAX_QUANTITY);
  if (open === undefined) return;
  const left = (terms.maxSupply === 0n ? NO_LIMIT : terms.maxSupply) - open.sold;
  call.require(quantity <= left, 'LicenseMarket_SoldOut', offerId, left, quantity);
  requireSale(call, offerId, terms, price, order.maxPrice);
  if (call.refused) return;

  const first = open.sold + 1n;
  open.sold += quantity;
  const ids = Array.from({ length: Number(quantity) }, (_, i) =>
    mint(call, offerId, terms, recipient, first + BigInt(i)),
  );
  const split = divide(call, terms, price, ids[0]!);
  call.emit('market', 'LicenseBought', {
    licenseId: ids[0]!,
    offerId,
    recipient,
    buyer: call.from,
    assetId: terms.assetId,
    quantity,
    start: call.env.now,
    expiresAt: expiresAt(call.world.market.licenses.get(ids[0]!)!),
    currency: terms.currency,
    price,
    ...split,
  });
}

function mint(call: Call, offerId: bigint, terms: OfferTerms, owner: Hex, serial: bigint): bigint {
  const { assetId, duration, rights, seats, uses } = terms;
  const facts = { assetId, offerId, serial, start: call.env.now, duration, rights, seats, uses };
  const fresh = {
    renewedUntil: 0n,
    movedAt: 0n,
    used: 0n,
    renewals: 0n,
    places: new Map(),
    drawn: new Map(),
  };
  const license: License = { ...facts, ...fresh, owner, approved: NOBODY };
  const id = licenseId(facts);
  call.world.market.licenses.set(id, license);
  call.emit('market', 'Transfer', { from: NOBODY, to: owner, tokenId: id });
  return id;
}
