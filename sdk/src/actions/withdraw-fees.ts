import type { Address, Hash } from 'viem';
import { zeroAddress } from 'viem';
import type { On, WriteClient } from '../contracts/clients.ts';
import { prepareCall } from '../contracts/prepared-call.ts';
import type { PreparedCall } from '../contracts/prepared-call.ts';
import { sendCall } from '../contracts/send-call.ts';
import type { Deployment } from '../deployment.ts';

/** Parameters of {@link withdrawFees}. */
export type WithdrawFeesParameters = {
  /** In the currency's smallest unit. */
  amount: bigint;
  recipient: Address;
  /** ERC-20. @default the native currency */
  currency?: Address;
};

/** Encodes {@link withdrawFees} for a preview. */
export function prepareWithdrawFees(
  deployment: Deployment,
  parameters: WithdrawFeesParameters,
): PreparedCall {
  return prepareCall(deployment, 'treasury', 'withdrawFees', [
    parameters.currency ?? zeroAddress,
    parameters.recipient,
    parameters.amount,
  ]);
}

/** Sends a part of the protocol's fees to a recipient. The account needs the role for it. */
export function withdrawFees(
  client: WriteClient,
  { deployment, ...parameters }: On<WithdrawFeesParameters>,
): Promise<Hash> {
  return sendCall(client, prepareWithdrawFees(deployment, parameters));
}
