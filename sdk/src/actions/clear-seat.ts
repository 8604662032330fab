import type { Hash } from 'viem';
import type { On, WriteClient } from '../contracts/clients.ts';
import { prepareCall } from '../contracts/prepared-call.ts';
import type { PreparedCall } from '../contracts/prepared-call.ts';
import { sendCall } from '../contracts/send-call.ts';
import type { Deployment } from '../deployment.ts';

/** Parameters of {@link clearSeat}. */
export type ClearSeatParameters = {
  licenseId: bigint;
  /** From 0. */
  seat: bigint;
};

/** Encodes {@link clearSeat} for a preview. */
export function prepareClearSeat(deployment: Deployment, parameters: ClearSeatParameters): PreparedCall {
  return prepareCall(deployment, 'licenseMarket', 'clearSeat', [parameters.licenseId, parameters.seat]);
}

/** Takes a seat of a licence from its account, as the licence's owner. */
export function clearSeat(
  client: WriteClient,
  { deployment, ...parameters }: On<ClearSeatParameters>,
): Promise<Hash> {
  return sendCall(client, prepareClearSeat(deployment, parameters));
}
