import type { KeptVoucher } from './kept-voucher.ts';

/** How a voucher stands with its seller. */
export type VoucherState = 'open' | 'used' | 'canceled' | 'over';

/**
 * How a voucher stands at a moment.
 *
 * @param nonce What the index says of its number, if anything.
 */
export function voucherState(
  { expiresAtMs }: Pick<KeptVoucher, 'expiresAtMs'>,
  nonce: { isUsed: boolean } | undefined,
  nowMs: number,
): VoucherState {
  if (nonce) return nonce.isUsed ? 'used' : 'canceled';
  return nowMs < expiresAtMs ? 'open' : 'over';
}
