import type { Hash } from 'viem';
import type { On, WriteClient } from '../contracts/clients.ts';
import { prepareCall } from '../contracts/prepared-call.ts';
import type { PreparedCall } from '../contracts/prepared-call.ts';
import { sendCall } from '../contracts/send-call.ts';
import type { Deployment } from '../deployment.ts';

/** Encodes {@link withdrawStake} for a preview. */
export function prepareWithdrawStake(deployment: Deployment): PreparedCall {
  return prepareCall(deployment, 'nodeRegistry', 'withdrawStake', []);
}

/** Turns unbonded stake of the node that the account is into a credit. */
export function withdrawStake(client: WriteClient, { deployment }: On<unknown>): Promise<Hash> {
  return sendCall(client, prepareWithdrawStake(deployment));
}
