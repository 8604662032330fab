import { Address, BigInt } from '@graphprotocol/graph-ts';
import {
  FeeSet,
  LicenseBought,
  LicenseRenewed,
  NoncesCanceled,
  OfferClosed,
  OfferMade,
  SeatAssigned,
  SeatCleared,
  SubscriptionUpdate,
  Transfer,
  UnitsGranted,
  UnitsRedeemed,
  VoucherUsed,
} from '../../generated/LicenseMarket/LicenseMarket';
import { isNative } from '../currency';
import { countLicenses, countSpent, getAccount } from '../store/account';
import {
  recordActivity,
  recordLicenseActivity,
  recordOfferActivity,
  recordSaleActivity,
} from '../store/activity';
import { countSoldLicenses, getAsset } from '../store/asset';
import {
  createLicenses,
  getLicense,
  prolongLicense,
  setGrantedUnits,
  setLicenseOwner,
  setUsedUnits,
} from '../store/license';
import { cancelNonces, spendNonce } from '../store/nonce';
import { closeOffer, countSold, createOffer, getOffer } from '../store/offer';
import { countOffer, countSale, getProtocol } from '../store/protocol';
import { createPurchase } from '../store/purchase';
import { createRenewal } from '../store/renewal';
import { assignSeat, clearSeat, emptySeats } from '../store/seat';
import { addUsage } from '../store/usage';

export function handleOfferMade(event: OfferMade): void {
  const asset = getAsset(event.params.assetId);
  if (asset === null) return;
  const offer = createOffer(asset, event);
  countOffer();
  getAccount(event.params.seller, event);
  recordOfferActivity(event, 'OFFER_MADE', offer);
}

export function handleOfferClosed(event: OfferClosed): void {
  const asset = getAsset(event.params.assetId);
  const offer = getOffer(event.params.offerId);
  if (asset === null || offer === null) return;
  closeOffer(offer, asset);
  recordOfferActivity(event, 'OFFER_CLOSED', offer);
}

export function handleLicenseBought(event: LicenseBought): void {
  const params = event.params;
  const asset = getAsset(params.assetId);
  const offer = getOffer(params.offerId);
  if (asset === null || offer === null) return;
  const priceWei = isNative(params.currency) ? params.price : BigInt.zero();
  const purchase = createPurchase(offer, event);
  createLicenses(offer, purchase, event);
  countSold(offer, asset, params.quantity);
  countSoldLicenses(asset, purchase.quantity, priceWei, event);
  countLicenses(getAccount(params.recipient, event), purchase.quantity);
  countSpent(params.buyer, priceWei, event);
  countSale(purchase.quantity, priceWei);
  const license = getLicense(params.licenseId);
  if (license === null) return;
  recordSaleActivity(event, 'LICENSE_BOUGHT', params.buyer, license, params.price, params.currency);
}

/** What was paid; `SubscriptionUpdate` and `UnitsGranted` say what for. */
export function handleLicenseRenewed(event: LicenseRenewed): void {
  const params = event.params;
  const license = getLicense(params.licenseId);
  if (license === null) return;
  const priceWei = isNative(params.currency) ? params.price : BigInt.zero();
  createRenewal(license, event);
  countSpent(params.payer, priceWei, event);
  countSale(0, priceWei);
  recordSaleActivity(event, 'LICENSE_RENEWED', params.payer, license, params.price, params.currency);
}

export function handleSubscriptionUpdate(event: SubscriptionUpdate): void {
  const license = getLicense(event.params.tokenId);
  if (license !== null) prolongLicense(license, event.params.expiration);
}

export function handleUnitsGranted(event: UnitsGranted): void {
  const license = getLicense(event.params.licenseId);
  if (license !== null) setGrantedUnits(license, event.params.granted);
}

export function handleUnitsRedeemed(event: UnitsRedeemed): void {
  const license = getLicense(event.params.licenseId);
  if (license === null) return;
  setUsedUnits(license, event.params.used);
  getAccount(event.params.account, event);
  addUsage(license, event);
  recordLicenseActivity(event, 'UNITS_REDEEMED', event.params.account, license);
}

export function handleSeatAssigned(event: SeatAssigned): void {
  const license = getLicense(event.params.licenseId);
  if (license === null) return;
  getAccount(event.params.account, event);
  assignSeat(license, event);
  recordLicenseActivity(event, 'SEAT_ASSIGNED', license.owner, license);
}

export function handleSeatCleared(event: SeatCleared): void {
  const license = getLicense(event.params.licenseId);
  if (license === null) return;
  clearSeat(license, event);
  recordLicenseActivity(event, 'SEAT_CLEARED', license.owner, license);
}

/** The sale itself comes with `LicenseBought`. */
export function handleVoucherUsed(event: VoucherUsed): void {
  const offer = getOffer(event.params.offerId);
  if (offer !== null) spendNonce(offer, event);
}

export function handleNoncesCanceled(event: NoncesCanceled): void {
  getAccount(event.params.seller, event);
  cancelNonces(event);
  recordActivity(event, 'VOUCHERS_CANCELED', event.params.seller);
}

/** A mint comes with `LicenseBought`, which says more. */
export function handleTransfer(event: Transfer): void {
  if (event.params.from.equals(Address.zero())) return;
  const license = getLicense(event.params.tokenId);
  if (license === null) return;
  setLicenseOwner(license, event.params.to, event);
  emptySeats(license, event);
  countLicenses(getAccount(event.params.from, event), -1);
  countLicenses(getAccount(event.params.to, event), 1);
  recordLicenseActivity(event, 'LICENSE_TRANSFERRED', event.params.from, license);
}

export function handleFeeSet(event: FeeSet): void {
  const protocol = getProtocol();
  protocol.licenseFeeBps = event.params.feeBps.toI32();
  protocol.save();
}
