import { Address, Bytes } from '@graphprotocol/graph-ts';

/** Whether a currency is the chain's own: totals add up that one alone. */
export function isNative(currency: Bytes): bool {
  return currency.equals(Address.zero());
}
