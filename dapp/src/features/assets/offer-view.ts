import type { Hex } from '@cultivar/sdk/spec';

/** An offer as the index knows it. */
export type OfferView = {
  offerId: bigint;
  terms: OfferTerms;
  sold: number;
  /** Whether it can be bought now: not closed, not sold out, and its seller still owns the asset. */
  standing: boolean;
};

/** The terms of an offer, field by field as `ILicenseMarket.OfferTerms`: a purchase passes them back unchanged. */
export type OfferTerms = {
  assetId: bigint;
  seller: Hex;
  /** Zero for the chain's own currency. */
  currency: Hex;
  /** Of one licence, in the currency's smallest unit. */
  price: bigint;
  /** In seconds; 0 = perpetual. */
  duration: number;
  /** 0 = no limit. */
  maxSupply: number;
  seats: number;
  /** Metered units of 1,000 tokens; 0 = unmetered. */
  uses: number;
  /** Mask of `LICENSE_RIGHTS`. */
  rights: number;
  textDigest: Hex;
};
