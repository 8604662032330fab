import type { Address, Hash } from 'viem';
import type { On, WriteClient } from '../contracts/clients.ts';
import { prepareCall } from '../contracts/prepared-call.ts';
import type { PreparedCall } from '../contracts/prepared-call.ts';
import { sendCall } from '../contracts/send-call.ts';
import type { Deployment } from '../deployment.ts';

/** Parameters of {@link assignSeat}. */
export type AssignSeatParameters = {
  licenseId: bigint;
  /** From 0. */
  seat: bigint;
  account: Address;
  /** Until when at most, in seconds. @default as long as the licence */
  expiresAt?: bigint;
};

/** Encodes {@link assignSeat} for a preview. */
export function prepareAssignSeat(deployment: Deployment, parameters: AssignSeatParameters): PreparedCall {
  const { licenseId, seat, account, expiresAt = AS_LONG_AS_THE_LICENSE } = parameters;
  return prepareCall(deployment, 'licenseMarket', 'assignSeat', [licenseId, seat, account, expiresAt]);
}

/** Gives a seat of a licence to an account, as the licence's owner. */
export function assignSeat(
  client: WriteClient,
  { deployment, ...parameters }: On<AssignSeatParameters>,
): Promise<Hash> {
  return sendCall(client, prepareAssignSeat(deployment, parameters));
}

/** From here on no time is meant. */
const AS_LONG_AS_THE_LICENSE = 2n ** 48n - 1n;
