import type { Hex } from 'viem';
import type { Ledger } from '../core/ledger.ts';

/** `ILicenseMarket.OfferTerms`. */
export type OfferTerms = {
  assetId: bigint;
  seller: Hex;
  currency: Hex;
  price: bigint;
  duration: bigint;
  maxSupply: bigint;
  seats: bigint;
  uses: bigint;
  rights: bigint;
  textDigest: Hex;
};

/** An offer, and how many of it were sold. */
export type Offer = { terms: OfferTerms; sold: bigint; closed: boolean };

/** One seat of a licence; it is empty when the licence has moved since, or the time is over. */
export type Seat = { account: Hex; expires: bigint; assignedAt: bigint };

/** A licence that was sold. */
export type License = {
  owner: Hex;
  approved: Hex;
  assetId: bigint;
  offerId: bigint;
  serial: bigint;
  start: bigint;
  duration: bigint;
  rights: bigint;
  seats: bigint;
  uses: bigint;
  /** 0 until it is renewed. */
  renewedUntil: bigint;
  /** 0 until it moves. */
  movedAt: bigint;
  used: bigint;
  renewals: bigint;
  places: Map<bigint, Seat>;
  /** Units drawn, by {@link pairKey} of account and server. */
  drawn: Ledger;
};

/** The market: offers and licences by id, spent voucher nonces by seller. */
export type MarketBook = {
  offers: Map<bigint, Offer>;
  licenses: Map<bigint, License>;
  operators: Set<string>;
  nonces: Map<Hex, Set<bigint>>;
  feeBps: bigint;
};

/** `ILicenseMarket.Voucher`. */
export type Voucher = {
  offerId: bigint;
  recipient: Hex;
  quantity: bigint;
  price: bigint;
  expiresAt: bigint;
  nonce: bigint;
};

/** `ILicenseMarket.Receipt`. */
export type Receipt = { licenseId: bigint; account: Hex; server: Hex; units: bigint };

/** `ILicenseMarket.Permit`. */
export type Permit = { value: bigint; deadline: bigint; v: bigint; r: Hex; s: Hex };
