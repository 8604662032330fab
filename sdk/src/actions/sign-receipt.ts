import type { Hex } from 'viem';
import { signTypedData } from 'viem/actions';
import type { On, WriteClient } from '../contracts/clients.ts';
import type { Receipt } from '../contracts/contract-types.ts';
import { receiptTypedData } from '../contracts/receipt-typed-data.ts';

/** Signs what the account has used of a metered licence at a server; see `redeemReceipts`. */
export function signReceipt(
  client: WriteClient,
  { deployment, receipt }: On<{ receipt: Receipt }>,
): Promise<Hex> {
  return signTypedData(client, { account: client.account, ...receiptTypedData(deployment, receipt) });
}
