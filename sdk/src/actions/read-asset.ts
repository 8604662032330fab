import type { Address, Hex } from 'viem';
import { readContract } from 'viem/actions';
import type { On, ReadClient } from '../contracts/clients.ts';
import { DERIVATION_POLICIES, wordFor } from '../contracts/words.ts';
import type { DerivationPolicy } from '../contracts/words.ts';
import { assetRegistryAbi } from '../generated/abi.ts';
import { ASSET_KINDS } from '../spec/asset-kind.ts';
import type { AssetKind } from '../spec/asset-kind.ts';

/** An asset as the chain has it. */
export type AssetFacts = {
  kind: AssetKind;
  policy: DerivationPolicy;
  royaltyBps: number;
  /** Number of the newest version, from 1. */
  version: number;
  /** Digest of its manifest. */
  manifestDigest: Hex;
  creator: Address;
  owner: Address;
};

/**
 * Reads an asset.
 *
 * @throws ContractFunctionExecutionError of viem when there is none of that id.
 */
export async function readAsset(
  client: ReadClient,
  { deployment, assetId }: On<{ assetId: bigint }>,
): Promise<AssetFacts> {
  const contract = { abi: assetRegistryAbi, address: deployment.addresses.assetRegistry } as const;
  const [stored, creator, owner] = await Promise.all([
    readContract(client, { ...contract, functionName: 'assetOf', args: [assetId] }),
    readContract(client, { ...contract, functionName: 'creatorOf', args: [assetId] }),
    readContract(client, { ...contract, functionName: 'ownerOf', args: [assetId] }),
  ]);
  return {
    kind: wordFor(ASSET_KINDS, stored.kind),
    policy: wordFor(DERIVATION_POLICIES, stored.policy),
    royaltyBps: stored.royaltyBps,
    version: stored.version,
    manifestDigest: stored.manifestDigest,
    creator,
    owner,
  };
}
