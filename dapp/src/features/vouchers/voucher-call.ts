import { prepareBuyLicenseWithVoucher, prepareCancelVouchers } from '@cultivar/sdk';
import type { OfferTerms, SignedVoucher } from '@cultivar/sdk';
import type { Config } from '../../lib/config.ts';
import { chainCallOf } from '../../lib/transaction/chain-call-of.ts';
import type { ChainCall } from '../../lib/wallet/chain-call.ts';

/** The call that buys at the price of a voucher. */
export function buyVoucherCall(
  config: Config,
  { voucher, signature }: SignedVoucher,
  terms: OfferTerms,
): ChainCall {
  return chainCallOf(prepareBuyLicenseWithVoucher(config, { terms, voucher, signature }));
}

/** The call by which a seller voids a voucher of its own. */
export function cancelVoucherCall(config: Config, nonce: bigint): ChainCall {
  return chainCallOf(prepareCancelVouchers(config, { nonces: [nonce] }));
}
