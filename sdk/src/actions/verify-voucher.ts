import type { Address, Hex } from 'viem';
import { verifyTypedData } from 'viem/actions';
import type { On, ReadClient } from '../contracts/clients.ts';
import type { Voucher } from '../contracts/contract-types.ts';
import { voucherTypedData } from '../contracts/voucher-typed-data.ts';

/** Parameters of {@link verifyVoucher}. */
export type VerifyVoucherParameters = {
  voucher: Voucher;
  signature: Hex;
  /** Of the voucher's offer: an account with a key, or a wallet that is a contract (ERC-1271). */
  seller: Address;
};

/** Asks whether the seller has signed this voucher for this chain and market. */
export function verifyVoucher(
  client: ReadClient,
  { deployment, voucher, signature, seller }: On<VerifyVoucherParameters>,
): Promise<boolean> {
  return verifyTypedData(client, { address: seller, signature, ...voucherTypedData(deployment, voucher) });
}
