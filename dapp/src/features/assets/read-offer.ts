import type { Hex } from '@cultivar/sdk/spec';
import type { IndexedOffer } from './indexed-asset.ts';
import type { OfferView } from './offer-view.ts';

/** An offer of the index as pages use it. */
export function readOffer(assetId: string, offer: IndexedOffer): OfferView {
  return {
    offerId: BigInt(offer.offerId),
    sold: Number(offer.sold),
    standing: offer.isOpen,
    terms: {
      assetId: BigInt(assetId),
      seller: offer.seller.id as Hex,
      currency: offer.currency as Hex,
      price: BigInt(offer.price),
      duration: Number(offer.durationSeconds),
      maxSupply: Number(offer.maxSupply),
      seats: offer.seats,
      uses: Number(offer.uses),
      rights: offer.rights,
      textDigest: offer.textDigest as Hex,
    },
  };
}
