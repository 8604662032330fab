import { BigInt } from '@graphprotocol/graph-ts';
import { UnitsRedeemed } from '../../generated/LicenseMarket/LicenseMarket';
import { License, Usage } from '../../generated/schema';
import { pairId } from '../id';

export function addUsage(license: License, event: UnitsRedeemed): void {
  const params = event.params;
  const id = pairId(pairId(license.id, params.account), params.server);
  let usage = Usage.load(id);
  if (usage === null) {
    usage = new Usage(id);
    usage.license = license.id;
    usage.account = params.account;
    usage.server = params.server;
    usage.units = BigInt.zero();
  }
  usage.units = usage.units.plus(params.units);
  usage.redeemedAt = event.block.timestamp;
  usage.redeemedTx = event.transaction.hash;
  usage.save();
}
