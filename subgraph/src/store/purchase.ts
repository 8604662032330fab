import { LicenseBought } from '../../generated/LicenseMarket/LicenseMarket';
import { Offer, Purchase } from '../../generated/schema';
import { eventId } from '../id';

export function createPurchase(offer: Offer, event: LicenseBought): Purchase {
  const params = event.params;
  const purchase = new Purchase(eventId(event));
  purchase.asset = offer.asset;
  purchase.offer = offer.id;
  purchase.seller = offer.seller;
  purchase.buyer = params.buyer;
  purchase.recipient = params.recipient;
  purchase.quantity = params.quantity.toI32();
  purchase.currency = params.currency;
  purchase.price = params.price;
  purchase.fee = params.fee;
  purchase.royalty = params.royalty;
  purchase.sellerAmount = params.price.minus(params.fee).minus(params.royalty);
  purchase.boughtAt = event.block.timestamp;
  purchase.boughtTx = event.transaction.hash;
  purchase.save();
  return purchase;
}
