import type { Hash, Hex } from 'viem';
import type { On, WriteClient } from '../contracts/clients.ts';
import type { Receipt } from '../contracts/contract-types.ts';
import { prepareCall } from '../contracts/prepared-call.ts';
import type { PreparedCall } from '../contracts/prepared-call.ts';
import { sendCall } from '../contracts/send-call.ts';
import type { Deployment } from '../deployment.ts';

/** Parameters of {@link redeemReceipts}. */
export type RedeemReceiptsParameters = {
  /** What accounts have used, each with the account's signature, see `signReceipt`. */
  receipts: readonly (Receipt & { signature: Hex })[];
};

/** Encodes {@link redeemReceipts} for a preview. */
export function prepareRedeemReceipts(
  deployment: Deployment,
  parameters: RedeemReceiptsParameters,
): PreparedCall {
  const receipts = parameters.receipts.map(({ licenseId, account, server, units }) => ({
    ...{ licenseId, account, server, units },
  }));
  const signatures = parameters.receipts.map(({ signature }) => signature);
  return prepareCall(deployment, 'licenseMarket', 'redeem', [receipts, signatures]);
}

/** Draws metered licences down by signed receipts, by anyone. */
export function redeemReceipts(
  client: WriteClient,
  { deployment, ...parameters }: On<RedeemReceiptsParameters>,
): Promise<Hash> {
  return sendCall(client, prepareRedeemReceipts(deployment, parameters));
}
