import type { Hash, Hex } from 'viem';
import type { On, WriteClient } from '../contracts/clients.ts';
import { prepareCall } from '../contracts/prepared-call.ts';
import type { PreparedCall } from '../contracts/prepared-call.ts';
import { sendCall } from '../contracts/send-call.ts';
import type { Deployment } from '../deployment.ts';

/** Parameters of {@link joinClass}. */
export type JoinClassParameters = {
  /** Id of the class, see `classId`. */
  class: Hex;
};

/** Encodes {@link joinClass} for a preview. */
export function prepareJoinClass(deployment: Deployment, parameters: JoinClassParameters): PreparedCall {
  return prepareCall(deployment, 'nodeRegistry', 'joinClass', [parameters.class]);
}

/** Lets the node that the account is serve one more class. */
export function joinClass(
  client: WriteClient,
  { deployment, ...parameters }: On<JoinClassParameters>,
): Promise<Hash> {
  return sendCall(client, prepareJoinClass(deployment, parameters));
}
