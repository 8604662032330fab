import { Bytes } from '@graphprotocol/graph-ts';
import { Currency } from '../../generated/schema';

export function setCurrency(address: Bytes, isAllowed: bool): void {
  const currency = new Currency(address);
  currency.isAllowed = isAllowed;
  currency.save();
}
