import type { Address } from 'viem';
import { readContract } from 'viem/actions';
import type { On, ReadClient } from '../contracts/clients.ts';
import { nodeRegistryAbi } from '../generated/abi.ts';

/** A node's money as the chain has it. */
export type NodeFacts = {
  stakeWei: bigint;
  /** Part of the stake that secures open jobs. */
  lockedWei: bigint;
  /** On its way out, no longer part of the stake. */
  unbondingWei: bigint;
  /** From when that may be withdrawn, in seconds; 0 when nothing is on its way. */
  unbondedAt: number;
  /** In seconds. */
  registeredAt: number;
};

/** Reads a node; undefined when the account is none. */
export async function readNode(
  client: ReadClient,
  { deployment, account }: On<{ account: Address }>,
): Promise<NodeFacts | undefined> {
  const node = await readContract(client, {
    abi: nodeRegistryAbi,
    address: deployment.addresses.nodeRegistry,
    functionName: 'nodeOf',
    args: [account],
  });
  if (node.registeredAt === 0) return undefined;
  return {
    stakeWei: node.stake,
    lockedWei: node.locked,
    unbondingWei: node.unbonding,
    unbondedAt: node.unbondedAt,
    registeredAt: node.registeredAt,
  };
}
