import type { Hash, Hex } from 'viem';
import type { On, WriteClient } from '../contracts/clients.ts';
import { prepareCall } from '../contracts/prepared-call.ts';
import type { PreparedCall } from '../contracts/prepared-call.ts';
import { sendCall } from '../contracts/send-call.ts';
import type { Deployment } from '../deployment.ts';

/** Parameters of {@link leaveClass}. */
export type LeaveClassParameters = {
  /** Id of the class, see `classId`. */
  class: Hex;
};

/** Encodes {@link leaveClass} for a preview. */
export function prepareLeaveClass(deployment: Deployment, parameters: LeaveClassParameters): PreparedCall {
  return prepareCall(deployment, 'nodeRegistry', 'leaveClass', [parameters.class]);
}

/** Lets the node that the account is no longer serve a class; running jobs go on. */
export function leaveClass(
  client: WriteClient,
  { deployment, ...parameters }: On<LeaveClassParameters>,
): Promise<Hash> {
  return sendCall(client, prepareLeaveClass(deployment, parameters));
}
