import type { Address, Hash } from 'viem';
import { zeroAddress } from 'viem';
import type { On, WriteClient } from '../contracts/clients.ts';
import { prepareCall } from '../contracts/prepared-call.ts';
import type { PreparedCall } from '../contracts/prepared-call.ts';
import { sendCall } from '../contracts/send-call.ts';
import type { Deployment } from '../deployment.ts';

/** Parameters of {@link withdrawCredit}. */
export type WithdrawCreditParameters = {
  /** In the currency's smallest unit. */
  amount: bigint;
  recipient: Address;
  /** ERC-20. @default the native currency */
  currency?: Address;
};

/** Encodes {@link withdrawCredit} for a preview. */
export function prepareWithdrawCredit(
  deployment: Deployment,
  parameters: WithdrawCreditParameters,
): PreparedCall {
  return prepareCall(deployment, 'treasury', 'withdraw', [
    parameters.currency ?? zeroAddress,
    parameters.recipient,
    parameters.amount,
  ]);
}

/** Sends a part of the account's credit to a recipient. */
export function withdrawCredit(
  client: WriteClient,
  { deployment, ...parameters }: On<WithdrawCreditParameters>,
): Promise<Hash> {
  return sendCall(client, prepareWithdrawCredit(deployment, parameters));
}
