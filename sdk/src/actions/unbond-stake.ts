import type { Hash } from 'viem';
import type { On, WriteClient } from '../contracts/clients.ts';
import { prepareCall } from '../contracts/prepared-call.ts';
import type { PreparedCall } from '../contracts/prepared-call.ts';
import { sendCall } from '../contracts/send-call.ts';
import type { Deployment } from '../deployment.ts';

/** Parameters of {@link unbondStake}. */
export type UnbondStakeParameters = { amountWei: bigint };

/** Encodes {@link unbondStake} for a preview. */
export function prepareUnbondStake(deployment: Deployment, parameters: UnbondStakeParameters): PreparedCall {
  return prepareCall(deployment, 'nodeRegistry', 'unbond', [parameters.amountWei]);
}

/** Starts to take out free stake; whatever is on its way out waits anew. */
export function unbondStake(
  client: WriteClient,
  { deployment, ...parameters }: On<UnbondStakeParameters>,
): Promise<Hash> {
  return sendCall(client, prepareUnbondStake(deployment, parameters));
}
