import type { Address, Hex } from 'viem';
import { readContract } from 'viem/actions';
import type { On, ReadClient } from '../contracts/clients.ts';
import { assetRegistryAbi } from '../generated/abi.ts';

/** Finds the asset under which a creator has registered a manifest, in whichever version. */
export async function findAsset(
  client: ReadClient,
  { deployment, creator, manifestDigest }: On<{ creator: Address; manifestDigest: Hex }>,
): Promise<bigint | undefined> {
  const assetId = await readContract(client, {
    abi: assetRegistryAbi,
    address: deployment.addresses.assetRegistry,
    functionName: 'assetWith',
    args: [creator, manifestDigest],
  });
  return assetId === 0n ? undefined : assetId;
}
