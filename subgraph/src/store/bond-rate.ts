import { BondRateSet } from '../../generated/JobEscrow/JobEscrow';
import { BondRate } from '../../generated/schema';
import { numberId, pairId } from '../id';

export function createBondRate(event: BondRateSet): void {
  const rate = new BondRate(pairId(numberId(event.params.version), event.params.currency));
  rate.version = event.params.version;
  rate.currency = event.params.currency;
  rate.weiPerToken = event.params.weiPerToken;
  rate.save();
}
