import type { Address, Hex } from 'viem';
import { readContract } from 'viem/actions';
import type { On, ReadClient } from '../contracts/clients.ts';
import { nodeRegistryAbi } from '../generated/abi.ts';

/** Whether a node serves a determinism class. */
export function servesClass(
  client: ReadClient,
  { deployment, account, class: classId }: On<{ account: Address; class: Hex }>,
): Promise<boolean> {
  return readContract(client, {
    abi: nodeRegistryAbi,
    address: deployment.addresses.nodeRegistry,
    functionName: 'serves',
    args: [account, classId],
  });
}
