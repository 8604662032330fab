import type { Address } from 'viem';
import { readContract } from 'viem/actions';
import type { On, ReadClient } from '../contracts/clients.ts';
import type { Parent } from '../contracts/contract-types.ts';
import { unpackLineage } from '../contracts/lineage.ts';
import type { LineageShare } from '../contracts/lineage.ts';
import { assetRegistryAbi } from '../generated/abi.ts';

/**
 * What a work that `registrant` makes from `parents` would owe, an entry an ancestor.
 *
 * @throws ContractFunctionExecutionError of viem with the reason why `registrant` may not derive.
 */
export async function readLineage(
  client: ReadClient,
  { deployment, registrant, parents }: On<{ registrant: Address; parents: readonly Parent[] }>,
): Promise<LineageShare[]> {
  const lineage = await readContract(client, {
    abi: assetRegistryAbi,
    address: deployment.addresses.assetRegistry,
    functionName: 'resolveLineage',
    args: [registrant, parents.map(({ assetId, licenseId = 0n }) => ({ assetId, licenseId }))],
  });
  return unpackLineage(lineage.ancestors);
}
