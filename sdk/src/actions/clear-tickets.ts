import type { Address, Hash, Hex } from 'viem';
import type { On, WriteClient } from '../contracts/clients.ts';
import { prepareCall } from '../contracts/prepared-call.ts';
import type { PreparedCall } from '../contracts/prepared-call.ts';
import { sendCall } from '../contracts/send-call.ts';
import type { Deployment } from '../deployment.ts';

/** Parameters of {@link clearTickets}. */
export type ClearTicketsParameters = {
  node: Address;
  /** Id of the determinism class, see `classId`. */
  class: Hex;
};

/** Encodes {@link clearTickets} for a preview. */
export function prepareClearTickets(
  deployment: Deployment,
  parameters: ClearTicketsParameters,
): PreparedCall {
  return prepareCall(deployment, 'nodeRegistry', 'clearTickets', [parameters.node, parameters.class]);
}

/** Clears the tickets of a node that no longer holds the stake behind a single one, by anyone. */
export function clearTickets(
  client: WriteClient,
  { deployment, ...parameters }: On<ClearTicketsParameters>,
): Promise<Hash> {
  return sendCall(client, prepareClearTickets(deployment, parameters));
}
