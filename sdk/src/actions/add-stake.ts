import type { Hash } from 'viem';
import type { On, WriteClient } from '../contracts/clients.ts';
import { prepareCall } from '../contracts/prepared-call.ts';
import type { PreparedCall } from '../contracts/prepared-call.ts';
import { sendCall } from '../contracts/send-call.ts';
import type { Deployment } from '../deployment.ts';

/** Parameters of {@link addStake}. */
export type AddStakeParameters = { amountWei: bigint };

/** Encodes {@link addStake} for a preview. */
export function prepareAddStake(deployment: Deployment, parameters: AddStakeParameters): PreparedCall {
  return prepareCall(deployment, 'nodeRegistry', 'addStake', [], parameters.amountWei);
}

/** Adds to the stake of the node that the account is. */
export function addStake(
  client: WriteClient,
  { deployment, ...parameters }: On<AddStakeParameters>,
): Promise<Hash> {
  return sendCall(client, prepareAddStake(deployment, parameters));
}
