import type { Hex } from 'viem';
import { readContract } from 'viem/actions';
import type { On, ReadClient } from '../contracts/clients.ts';
import { CLASS_STATUSES, wordFor } from '../contracts/words.ts';
import type { ClassStatus } from '../contracts/words.ts';
import { nodeRegistryAbi } from '../generated/abi.ts';

/** What a determinism class is good for. */
export async function readClassStatus(
  client: ReadClient,
  { deployment, class: classId }: On<{ class: Hex }>,
): Promise<ClassStatus> {
  const status = await readContract(client, {
    abi: nodeRegistryAbi,
    address: deployment.addresses.nodeRegistry,
    functionName: 'statusOf',
    args: [classId],
  });
  return wordFor(CLASS_STATUSES, status);
}
