import type { Hash, Hex } from 'viem';
import type { On, WriteClient } from '../contracts/clients.ts';
import { prepareCall } from '../contracts/prepared-call.ts';
import type { PreparedCall } from '../contracts/prepared-call.ts';
import { sendCall } from '../contracts/send-call.ts';
import type { Deployment } from '../deployment.ts';

/** Parameters of {@link renewTickets}. */
export type RenewTicketsParameters = {
  /** Id of the determinism class, see `classId`. */
  class: Hex;
};

/** Encodes {@link renewTickets} for a preview. */
export function prepareRenewTickets(
  deployment: Deployment,
  parameters: RenewTicketsParameters,
): PreparedCall {
  return prepareCall(deployment, 'nodeRegistry', 'renewTickets', [parameters.class]);
}

/** Writes the juror tickets of the node that the account is anew, for its stake of now. */
export function renewTickets(
  client: WriteClient,
  { deployment, ...parameters }: On<RenewTicketsParameters>,
): Promise<Hash> {
  return sendCall(client, prepareRenewTickets(deployment, parameters));
}
