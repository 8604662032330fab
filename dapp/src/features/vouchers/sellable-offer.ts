import type { OfferTerms } from '@cultivar/sdk';

/** An offer of an asset, as its seller knows it. */
export type SellableOffer = {
  offerId: bigint;
  terms: OfferTerms;
  /** What its licence is called, and what it covers. */
  name: string;
  covers: string;
  /** Whether it can be bought now. */
  standing: boolean;
};
