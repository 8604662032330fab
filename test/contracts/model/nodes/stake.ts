import type { Call } from '../core/call.ts';
import { NOBODY } from '../core/hex.ts';
import { requireRunning } from '../core/pausing.ts';
import { credit } from '../treasury/credit.ts';
import { REASON } from '../treasury/reason.ts';
import { holdStake } from '../treasury/stake-ledger.ts';
import { sayStake } from './say-stake.ts';

/** Adds the caller's value to its stake. */
export function addStake(call: Call): void {
  const { nodes } = call.world.nodes;
  requireRunning(call, 'nodes');
  const node = nodes.get(call.from);
  if (node === undefined) return call.refuse('NodeRegistry_NotRegistered', call.from);
  if (call.refused) return;
  node.stake += call.value;
  holdStake(call);
  sayStake(call, call.from);
}

/** Starts to take out a part of the caller's free stake. */
export function unbond(call: Call, amount: bigint): void {
  const { nodes, minStake, unbondingTime } = call.world.nodes;
  const node = nodes.get(call.from);
  if (node === undefined) return call.refuse('NodeRegistry_NotRegistered', call.from);
  const free = node.stake - node.locked;
  if (amount > free) return call.refuse('NodeRegistry_InsufficientStake', call.from, free, amount);
  const rest = node.stake - amount;
  call.require(rest === 0n || rest >= minStake, 'NodeRegistry_StakeBelowMinimum', call.from, rest, minStake);
  if (call.refused) return;
  node.stake = rest;
  node.unbonding += amount;
  node.unbondedAt = call.env.now + unbondingTime;
  const { unbonding, unbondedAt } = node;
  call.emit('nodes', 'UnbondingStarted', { node: call.from, amount, unbonding, unbondedAt });
  sayStake(call, call.from);
}

/** Turns the caller's unbonded stake into a credit. */
export function withdrawStake(call: Call): void {
  const node = call.world.nodes.nodes.get(call.from);
  const amount = node?.unbonding ?? 0n;
  if (node === undefined) call.refuse('NodeRegistry_NotRegistered', call.from);
  if (node === undefined || amount === 0n) return call.refuse('NodeRegistry_NothingUnbonding', call.from);
  const { unbondedAt } = node;
  call.require(call.env.now >= unbondedAt, 'NodeRegistry_StillUnbonding', call.from, unbondedAt);
  if (call.refused) return;
  node.unbonding = 0n;
  node.unbondedAt = 0n;
  call.world.treasury.staked -= amount;
  credit(call, NOBODY, 0n, { account: call.from, amount, reason: REASON.Unstaked });
  call.emit('nodes', 'StakeWithdrawn', { node: call.from, amount });
}
