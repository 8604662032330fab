import type { Hex } from 'viem';
import type { Call } from '../core/call.ts';
import { requireRunning } from '../core/pausing.ts';
import { sell } from './buy.ts';
import type { OfferTerms, Voucher } from './offer.ts';
import { marketHash } from './signed.ts';

const NO_LIMIT = 2n ** 256n - 1n;

/** Buys licences at the price of a voucher, for its recipient. */
export function buyWithVoucher(call: Call, terms: OfferTerms, voucher: Voucher, signature: Hex): void {
  const { offerId, nonce, recipient, quantity, price, expiresAt } = voucher;
  const { seller } = terms;
  const { nonces } = call.world.market;
  const spent = nonces.get(seller) ?? new Set<bigint>();
  requireRunning(call, 'market');
  call.require(call.env.now < expiresAt, 'LicenseMarket_VoucherExpired', offerId, nonce, expiresAt);
  call.require(!spent.has(nonce), 'LicenseMarket_NonceUsed', seller, nonce);
  const signed = call.env.hasSigned(seller, marketHash(call, 'Voucher', voucher), signature);
  call.require(signed, 'LicenseMarket_InvalidSignature', seller);
  sell(call, offerId, terms, { recipient, quantity, unitPrice: price, maxPrice: NO_LIMIT });
  if (call.refused) return;
  nonces.set(seller, spent.add(nonce));
  call.emit('market', 'VoucherUsed', { offerId, seller, nonce });
}
