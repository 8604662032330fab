import { readContract } from 'viem/actions';
import type { On, ReadClient } from '../contracts/clients.ts';
import { licenseMarketAbi } from '../generated/abi.ts';

/** Units of a metered licence, of 1,000 tokens each. */
export type UnitsFacts = {
  /** Drawn down. */
  used: bigint;
  /** Paid for in all. */
  granted: bigint;
};

/** Reads how far a metered licence is drawn down. */
export async function readUnits(
  client: ReadClient,
  { deployment, licenseId }: On<{ licenseId: bigint }>,
): Promise<UnitsFacts> {
  const [used, granted] = await readContract(client, {
    abi: licenseMarketAbi,
    address: deployment.addresses.licenseMarket,
    functionName: 'unitsOf',
    args: [licenseId],
  });
  return { used, granted };
}
