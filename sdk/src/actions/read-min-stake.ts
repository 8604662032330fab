import { readContract } from 'viem/actions';
import type { On, ReadClient } from '../contracts/clients.ts';
import { nodeRegistryAbi } from '../generated/abi.ts';

/** Smallest stake of a node, in wei. */
export function readMinStake(client: ReadClient, { deployment }: On<unknown>): Promise<bigint> {
  return readContract(client, {
    abi: nodeRegistryAbi,
    address: deployment.addresses.nodeRegistry,
    functionName: 'minStake',
  });
}
