import type { SignedVoucher } from './signed-voucher.ts';

/** What every text of a voucher starts with; the digit is the format's version. */
export const VOUCHER_PREFIX = 'voucher1.';

/**
 * A voucher as text that fits into a message or behind the `#` of an address: `voucher1.` and base64url of JSON.
 * Read it back with `parseVoucherText`.
 */
export function voucherText({ chainId, market, voucher, signature }: SignedVoucher): string {
  const { offerId, recipient, quantity, price, expiresAt, nonce } = voucher;
  const json = JSON.stringify({
    ...{ chainId, market, offerId: `${offerId}`, recipient, quantity, price: `${price}`, expiresAt },
    ...{ nonce: `${nonce}`, signature },
  });
  const base64 = btoa(json).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
  return `${VOUCHER_PREFIX}${base64}`;
}
