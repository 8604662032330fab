import { zeroAddress } from 'viem';
import type { Address } from 'viem';
import { readContract } from 'viem/actions';
import type { On, ReadClient } from '../contracts/clients.ts';
import { treasuryAbi } from '../generated/abi.ts';

/** What an account may withdraw of a currency (the native one by default), in its smallest unit. */
export function readCredit(
  client: ReadClient,
  { deployment, account, currency = zeroAddress }: On<{ account: Address; currency?: Address }>,
): Promise<bigint> {
  return readContract(client, {
    abi: treasuryAbi,
    address: deployment.addresses.treasury,
    functionName: 'creditOf',
    args: [account, currency],
  });
}
