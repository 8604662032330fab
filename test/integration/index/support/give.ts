import type { Deployment } from '@cultivar/sdk';
import { assetRegistryAbi } from '@cultivar/sdk/abi';
import type { Hex } from '@cultivar/sdk/spec';
import type { Wallet } from '../indexed-market.ts';

/** Moves an asset from its owner to somebody else. @returns the transaction's hash. */
export function give({ addresses }: Deployment, from: Wallet, to: Hex, assetId: bigint): Promise<Hex> {
  return from.writeContract({
    abi: assetRegistryAbi,
    address: addresses.assetRegistry,
    functionName: 'transferFrom',
    args: [from.account.address, to, assetId],
  });
}
