import { LicenseRenewed } from '../../generated/LicenseMarket/LicenseMarket';
import { License, Renewal } from '../../generated/schema';
import { eventId } from '../id';

export function createRenewal(license: License, event: LicenseRenewed): void {
  const params = event.params;
  const renewal = new Renewal(eventId(event));
  renewal.license = license.id;
  renewal.payer = params.payer;
  renewal.currency = params.currency;
  renewal.price = params.price;
  renewal.fee = params.fee;
  renewal.royalty = params.royalty;
  if (!params.expiresAt.isZero()) renewal.expiresAt = params.expiresAt;
  renewal.renewedAt = event.block.timestamp;
  renewal.renewedTx = event.transaction.hash;
  renewal.save();
}
