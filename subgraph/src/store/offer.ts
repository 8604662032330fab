import { BigInt, log } from '@graphprotocol/graph-ts';
import { OfferMade } from '../../generated/LicenseMarket/LicenseMarket';
import { Asset, Offer } from '../../generated/schema';
import { numberId } from '../id';
import { COMMERCIAL, DERIVE, TRANSFER, grants } from '../rights';
import { countOpenOffers } from './asset';

export function createOffer(asset: Asset, event: OfferMade): Offer {
  const terms = event.params.terms;
  const offer = new Offer(numberId(event.params.offerId));
  offer.offerId = event.params.offerId;
  offer.asset = asset.id;
  offer.seller = event.params.seller;
  offer.currency = terms.currency;
  offer.price = terms.price;
  offer.durationSeconds = terms.duration;
  offer.maxSupply = terms.maxSupply;
  offer.sold = BigInt.zero();
  offer.seats = terms.seats;
  offer.uses = terms.uses;
  offer.rights = terms.rights;
  offer.allowsCommercial = grants(terms.rights, COMMERCIAL);
  offer.allowsDerive = grants(terms.rights, DERIVE);
  offer.allowsTransfer = grants(terms.rights, TRANSFER);
  offer.textDigest = terms.textDigest;
  offer.isClosed = false;
  offer.isOpen = false;
  offer.madeAt = event.block.timestamp;
  offer.madeTx = event.transaction.hash;
  refresh(offer, asset);
  return offer;
}

export function getOffer(offerId: BigInt): Offer | null {
  const offer = Offer.load(numberId(offerId));
  if (offer === null) log.error('There is no offer {}', [offerId.toString()]);
  return offer;
}

export function closeOffer(offer: Offer, asset: Asset): void {
  offer.isClosed = true;
  refresh(offer, asset);
}

export function countSold(offer: Offer, asset: Asset, quantity: BigInt): void {
  offer.sold = offer.sold.plus(quantity);
  refresh(offer, asset);
}

/** An offer is void while somebody else than its seller owns the asset. */
export function refreshOffers(asset: Asset): void {
  const offers = asset.offers.load();
  for (let i = 0; i < offers.length; i++) refresh(offers[i], asset);
}

function refresh(offer: Offer, asset: Asset): void {
  const wasOpen = offer.isOpen;
  const isSoldOut = !offer.maxSupply.isZero() && offer.sold.ge(offer.maxSupply);
  offer.isOpen = !offer.isClosed && !isSoldOut && offer.seller.equals(asset.owner);
  offer.save();
  countOpenOffers(asset, (offer.isOpen ? 1 : 0) - (wasOpen ? 1 : 0));
}
