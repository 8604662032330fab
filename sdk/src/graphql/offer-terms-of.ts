import type { OfferTerms } from '../contracts/contract-types.ts';
import type { OfferRowFragment } from '../generated/graphql.ts';

/** The terms of an offer, as the index has them, in the shape in which the contracts want them back. */
export function offerTermsOf(offer: OfferRowFragment): OfferTerms {
  return {
    assetId: BigInt(offer.asset.assetId),
    seller: offer.seller.id,
    currency: offer.currency,
    price: BigInt(offer.price),
    duration: Number(offer.durationSeconds),
    maxSupply: Number(offer.maxSupply),
    seats: offer.seats,
    uses: Number(offer.uses),
    rights: offer.rights,
    textDigest: offer.textDigest,
  };
}
