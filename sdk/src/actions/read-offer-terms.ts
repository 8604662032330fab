import { getContractEvents } from 'viem/actions';
import type { On, ReadClient } from '../contracts/clients.ts';
import type { OfferTerms } from '../contracts/contract-types.ts';
import { licenseMarketAbi } from '../generated/abi.ts';
import { NotFoundError } from '../not-found-error.ts';

/**
 * Reads an offer's terms from the chain's log. The index has them too, see `offerTermsOf`.
 *
 * @throws NotFoundError when no offer has this id.
 */
export async function readOfferTerms(
  client: ReadClient,
  { deployment, offerId }: On<{ offerId: bigint }>,
): Promise<OfferTerms> {
  const [made] = await getContractEvents(client, {
    abi: licenseMarketAbi,
    address: deployment.addresses.licenseMarket,
    eventName: 'OfferMade',
    args: { offerId },
    fromBlock: BigInt(deployment.startBlock),
    strict: true,
  });
  if (!made) throw new NotFoundError('offer', offerId);
  return made.args.terms;
}
