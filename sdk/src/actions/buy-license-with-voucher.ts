import { zeroAddress } from 'viem';
import type { Hash, Hex } from 'viem';
import type { On, WriteClient } from '../contracts/clients.ts';
import type { OfferTerms, Voucher } from '../contracts/contract-types.ts';
import { prepareCall } from '../contracts/prepared-call.ts';
import type { PreparedCall } from '../contracts/prepared-call.ts';
import { sendCall } from '../contracts/send-call.ts';
import type { Deployment } from '../deployment.ts';

/** Parameters of {@link buyLicenseWithVoucher}. */
export type BuyLicenseWithVoucherParameters = {
  /** Terms of the voucher's offer. */
  terms: OfferTerms;
  voucher: Voucher;
  /** The seller's, see `signVoucher`. */
  signature: Hex;
};

/** Encodes {@link buyLicenseWithVoucher} for a preview. */
export function prepareBuyLicenseWithVoucher(
  deployment: Deployment,
  parameters: BuyLicenseWithVoucherParameters,
): PreparedCall {
  const { terms, voucher, signature } = parameters;
  const value = terms.currency === zeroAddress ? voucher.price * BigInt(voucher.quantity) : 0n;
  return prepareCall(deployment, 'licenseMarket', 'buyWithVoucher', [terms, voucher, signature], value);
}

/** Buys licences at the price of a voucher, for its recipient, by anyone; the id of the first is in `LicenseBought`. */
export function buyLicenseWithVoucher(
  client: WriteClient,
  { deployment, ...parameters }: On<BuyLicenseWithVoucherParameters>,
): Promise<Hash> {
  return sendCall(client, prepareBuyLicenseWithVoucher(deployment, parameters));
}
