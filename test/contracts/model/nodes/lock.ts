import type { Hex } from 'viem';
import type { Call } from '../core/call.ts';
import type { Credit } from '../treasury/credit.ts';
import { slashStake } from '../treasury/stake-ledger.ts';
import type { Node } from './node.ts';
import { sayStake } from './say-stake.ts';

/** What a node could still lock. */
export const freeStake = ({ stake, locked }: Node): bigint => stake - locked;

/** Locks a part of the node's stake for a duty. */
export function lockDuty(call: Call, node: Hex, jobId: bigint, amount: bigint): void {
  nodeOf(call, node).locked += amount;
  call.emit('nodes', 'DutyLocked', { node, jobId, amount });
}

/** Frees what was locked for a duty. */
export function releaseDuty(call: Call, node: Hex, jobId: bigint, amount: bigint): void {
  nodeOf(call, node).locked -= amount;
  call.emit('nodes', 'DutyReleased', { node, jobId, amount });
}

/** Takes a part of the node's locked stake: credits, and the rest is burnt. */
export function slash(
  call: Call,
  node: Hex,
  jobId: bigint,
  amount: bigint,
  credits: readonly Credit[],
): void {
  const facts = nodeOf(call, node);
  facts.stake -= amount;
  facts.locked -= amount;
  slashStake(call, jobId, amount, credits);
  call.emit('nodes', 'NodeSlashed', { node, jobId, amount });
  sayStake(call, node);
}

/** The node, which has been checked to be one. */
export const nodeOf = (call: Call, node: Hex): Node => call.world.nodes.nodes.get(node)!;
