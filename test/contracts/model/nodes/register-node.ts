import type { Hex } from 'viem';
import type { Call } from '../core/call.ts';
import { NO_DIGEST } from '../core/hex.ts';
import { requireRunning } from '../core/pausing.ts';
import { holdStake } from '../treasury/stake-ledger.ts';
import { classOf, isOpen } from './class-of.ts';
import { sayStake } from './say-stake.ts';
import { join } from './serve.ts';

/** Registers the caller as a node with its value as stake. */
export function registerNode(call: Call, metadataDigest: Hex, classes: readonly Hex[]): void {
  const { nodes, minStake } = call.world.nodes;
  requireRunning(call, 'nodes');
  call.require(!nodes.has(call.from), 'NodeRegistry_AlreadyRegistered', call.from);
  call.require(metadataDigest !== NO_DIGEST, 'NodeRegistry_ZeroDigest');
  call.require(call.value >= minStake, 'NodeRegistry_StakeBelowMinimum', call.from, call.value, minStake);
  for (const [i, id] of classes.entries()) {
    const { status } = classOf(call.world, id);
    call.require(isOpen(classOf(call.world, id)), 'NodeRegistry_ClassNotOpen', id, status);
    call.require(classes.indexOf(id) === i, 'NodeRegistry_ClassAlreadyServed', call.from, id);
  }
  if (call.refused) return;
  const fresh = { stake: call.value, locked: 0n, unbonding: 0n, unbondedAt: 0n };
  nodes.set(call.from, { ...fresh, registeredAt: call.env.now });
  holdStake(call);
  call.emit('nodes', 'NodeRegistered', { node: call.from, metadataDigest });
  for (const id of classes) join(call, id);
  sayStake(call, call.from);
}

/** Replaces the manifest of the calling node. */
export function updateNode(call: Call, metadataDigest: Hex): void {
  call.require(call.world.nodes.nodes.has(call.from), 'NodeRegistry_NotRegistered', call.from);
  call.require(metadataDigest !== NO_DIGEST, 'NodeRegistry_ZeroDigest');
  if (call.refused) return;
  call.emit('nodes', 'NodeUpdated', { node: call.from, metadataDigest });
}
