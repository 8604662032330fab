import { readContract } from 'viem/actions';
import type { On, ReadClient } from '../contracts/clients.ts';
import type { JobTerms } from '../contracts/contract-types.ts';
import { jobEscrowAbi } from '../generated/abi.ts';

/** The bond, in wei, that a claim at a price locks. */
export function readJobBond(
  client: ReadClient,
  { deployment, terms, price }: On<{ terms: JobTerms; price: bigint }>,
): Promise<bigint> {
  return readContract(client, {
    abi: jobEscrowAbi,
    address: deployment.addresses.jobEscrow,
    functionName: 'bondFor',
    args: [terms, price],
  });
}
