import type { Hash } from 'viem';
import type { On, WriteClient } from '../contracts/clients.ts';
import { prepareCall } from '../contracts/prepared-call.ts';
import type { PreparedCall } from '../contracts/prepared-call.ts';
import { sendCall } from '../contracts/send-call.ts';
import type { Deployment } from '../deployment.ts';

/** Parameters of {@link cancelVouchers}. */
export type CancelVouchersParameters = {
  /** Nonces of the account's vouchers. */
  nonces: readonly bigint[];
};

/**
 * Encodes {@link cancelVouchers} for a preview.
 *
 * @throws RangeError unless all nonces are in one word, i.e. alike but for their lowest 8 bits.
 */
export function prepareCancelVouchers(
  deployment: Deployment,
  parameters: CancelVouchersParameters,
): PreparedCall {
  const words = new Set(parameters.nonces.map((nonce) => nonce >> 8n));
  const [word, ...others] = words;
  if (word === undefined || others.length > 0) {
    throw new RangeError('cancelVouchers: one call takes nonces of one word of 256');
  }
  const mask = parameters.nonces.reduce((bits, nonce) => bits | (1n << (nonce & 0xffn)), 0n);
  return prepareCall(deployment, 'licenseMarket', 'cancelNonces', [word, mask]);
}

/** Voids vouchers of the account by their nonces. */
export function cancelVouchers(
  client: WriteClient,
  { deployment, ...parameters }: On<CancelVouchersParameters>,
): Promise<Hash> {
  return sendCall(client, prepareCancelVouchers(deployment, parameters));
}
