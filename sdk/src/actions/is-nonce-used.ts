import type { Address } from 'viem';
import { readContract } from 'viem/actions';
import type { On, ReadClient } from '../contracts/clients.ts';
import { licenseMarketAbi } from '../generated/abi.ts';

/** Asks whether the number of a seller's voucher was used or cancelled. */
export function isNonceUsed(
  client: ReadClient,
  { deployment, seller, nonce }: On<{ seller: Address; nonce: bigint }>,
): Promise<boolean> {
  return readContract(client, {
    abi: licenseMarketAbi,
    address: deployment.addresses.licenseMarket,
    functionName: 'isNonceUsed',
    args: [seller, nonce],
  });
}
