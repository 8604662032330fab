import { shortHex } from './short-hex.ts';

/** How a currency is written. */
export type Currency = { symbol: string; decimals: number };

/** The sign and places of a currency; the zero address is the chain's own. */
export function currencyOf(address: string): Currency {
  return /^0x0+$/.test(address)
    ? { symbol: 'ETH', decimals: 18 }
    : { symbol: shortHex(address), decimals: 18 };
}
