import { readContract } from 'viem/actions';
import type { On, ReadClient } from '../contracts/clients.ts';
import type { JobTerms } from '../contracts/contract-types.ts';
import { jobEscrowAbi } from '../generated/abi.ts';

/** What a claim at a time fixes, in the smallest unit of the job's currency. */
export function readJobPrice(
  client: ReadClient,
  { deployment, terms, atSeconds }: On<{ terms: JobTerms; atSeconds: bigint }>,
): Promise<bigint> {
  return readContract(client, {
    abi: jobEscrowAbi,
    address: deployment.addresses.jobEscrow,
    functionName: 'priceAt',
    args: [terms, atSeconds],
  });
}
