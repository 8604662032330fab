import type { Address, Hex } from 'viem';
import { readContract } from 'viem/actions';
import type { On, ReadClient } from '../contracts/clients.ts';
import { nodeRegistryAbi } from '../generated/abi.ts';

/** A node in a class as the chain has it. */
export type MembershipFacts = {
  isServing: boolean;
  /** Juror tickets: one a whole stake unit when they were written. */
  tickets: number;
};

/** Reads what a node is in a determinism class. */
export async function readMembership(
  client: ReadClient,
  { deployment, account, class: classId }: On<{ account: Address; class: Hex }>,
): Promise<MembershipFacts> {
  const { serving, tickets } = await readContract(client, {
    abi: nodeRegistryAbi,
    address: deployment.addresses.nodeRegistry,
    functionName: 'membershipOf',
    args: [account, classId],
  });
  return { isServing: serving, tickets };
}
