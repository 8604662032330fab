import { readContract } from 'viem/actions';
import type { On, ReadClient } from '../contracts/clients.ts';
import { licenseMarketAbi } from '../generated/abi.ts';

/** How many licences an offer has sold, and whether its seller has closed it. */
export async function readOffer(
  client: ReadClient,
  { deployment, offerId }: On<{ offerId: bigint }>,
): Promise<{ sold: bigint; isClosed: boolean }> {
  const [sold, isClosed] = await readContract(client, {
    abi: licenseMarketAbi,
    address: deployment.addresses.licenseMarket,
    functionName: 'offerOf',
    args: [offerId],
  });
  return { sold, isClosed };
}
