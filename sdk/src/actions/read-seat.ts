import { zeroAddress } from 'viem';
import type { Address } from 'viem';
import { readContract } from 'viem/actions';
import type { On, ReadClient } from '../contracts/clients.ts';
import { licenseMarketAbi } from '../generated/abi.ts';

/** A seat of a licence as the chain has it; times in seconds. */
export type SeatFacts = {
  /** Who has it now. */
  account: Address | undefined;
  /** Until when at most; 2^48 - 1 = as long as the licence. */
  expiresAt: bigint;
  /** From when on the seat takes another account. */
  freeAt: bigint;
};

/** Reads who has a seat of a licence. */
export async function readSeat(
  client: ReadClient,
  { deployment, licenseId, seat }: On<{ licenseId: bigint; seat: bigint }>,
): Promise<SeatFacts> {
  const [account, expiresAt, freeAt] = await readContract(client, {
    abi: licenseMarketAbi,
    address: deployment.addresses.licenseMarket,
    functionName: 'seatOf',
    args: [licenseId, seat],
  });
  return { account: account === zeroAddress ? undefined : account, expiresAt, freeAt };
}
