import type { Call } from '../core/call.ts';
import { NOBODY } from '../core/hex.ts';
import { share } from '../core/share.ts';
import { credit } from '../treasury/credit.ts';
import { isAllowed } from '../treasury/is-allowed.ts';
import { REASON } from '../treasury/reason.ts';
import { requirePayable, takeIn } from '../treasury/take-in.ts';
import type { OfferTerms } from './offer.ts';

/** Notes why a price under these terms cannot be paid by the caller. */
export function requireSale(
  call: Call,
  offerId: bigint,
  terms: OfferTerms,
  price: bigint,
  maxPrice: bigint,
): void {
  const { assetId, currency, seller } = terms;
  const owner = call.world.assets.assets.get(assetId)?.owner;
  call.require(owner === seller, 'LicenseMarket_OfferVoid', offerId, seller, owner);
  call.require(price <= maxPrice, 'LicenseMarket_PriceAboveMaximum', price, maxPrice);
  const due = currency === NOBODY ? price : 0n;
  call.require(call.value >= due, 'LicenseMarket_Underpaid', price, call.value);
  call.require(call.value <= due, 'LicenseMarket_Overpaid', due, call.value);
  if (!isAllowed(call.world, currency)) call.refuse('Treasury_CurrencyNotAllowed', currency);
  else requirePayable(call, currency, price);
}

/** Takes a price and divides it among protocol, ancestors and owner; the owner's rest takes the dust. */
export function divide(
  call: Call,
  terms: OfferTerms,
  price: bigint,
  licenseId: bigint,
): { fee: bigint; royalty: bigint } {
  const { currency, assetId, seller } = terms;
  const { assets } = call.world.assets;
  takeIn(call, currency, price);
  const fee = share(price, call.world.market.feeBps);
  credit(call, currency, licenseId, {
    account: call.env.at.treasury,
    amount: fee,
    reason: REASON.ProtocolFee,
  });
  let royalty = 0n;
  for (const part of assets.get(assetId)!.lineage.ancestors) {
    const amount = share(price, part.bps);
    const account = assets.get(part.assetId)!.owner;
    royalty += amount;
    credit(call, currency, licenseId, { account, amount, reason: REASON.Royalty, assetId: part.assetId });
  }
  const rest = { account: seller, amount: price - fee - royalty, reason: REASON.Sale, assetId };
  credit(call, currency, licenseId, rest);
  return { fee, royalty };
}
