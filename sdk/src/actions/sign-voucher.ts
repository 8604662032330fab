import type { Hex } from 'viem';
import { signTypedData } from 'viem/actions';
import type { On, WriteClient } from '../contracts/clients.ts';
import type { Voucher } from '../contracts/contract-types.ts';
import { voucherTypedData } from '../contracts/voucher-typed-data.ts';

/** Signs a price for one recipient, as the owner of the asset; see `buyLicenseWithVoucher`. */
export function signVoucher(
  client: WriteClient,
  { deployment, voucher }: On<{ voucher: Voucher }>,
): Promise<Hex> {
  return signTypedData(client, { account: client.account, ...voucherTypedData(deployment, voucher) });
}
