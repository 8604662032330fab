import type { Hex } from 'viem';
import { readContract } from 'viem/actions';
import type { On, ReadClient } from '../contracts/clients.ts';
import { CLASS_STATUSES, wordFor } from '../contracts/words.ts';
import type { ClassStatus } from '../contracts/words.ts';
import { nodeRegistryAbi } from '../generated/abi.ts';

/** A determinism class as the chain has it. */
export type ClassFacts = {
  /** As governed. */
  status: ClassStatus;
  /** Nodes with a juror ticket. */
  eligibleNodes: number;
  /** Length of the list of tickets, those of leavers included. */
  tickets: number;
  /** Whether a mismatch is proof now: slashable, with enough eligible nodes for a jury. */
  isSlashable: boolean;
};

/** Reads what a determinism class is good for now. */
export async function readClass(
  client: ReadClient,
  { deployment, class: classId }: On<{ class: Hex }>,
): Promise<ClassFacts> {
  const registry = { abi: nodeRegistryAbi, address: deployment.addresses.nodeRegistry } as const;
  const [{ status, eligibleNodes, tickets }, isSlashable] = await Promise.all([
    readContract(client, { ...registry, functionName: 'classOf', args: [classId] }),
    readContract(client, { ...registry, functionName: 'isSlashable', args: [classId] }),
  ]);
  return { status: wordFor(CLASS_STATUSES, status), eligibleNodes, tickets, isSlashable };
}
