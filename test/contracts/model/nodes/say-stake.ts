import type { Hex } from 'viem';
import type { Call } from '../core/call.ts';

/** Says what the node has at stake now. */
export function sayStake(call: Call, node: Hex): void {
  const { stake, locked } = call.world.nodes.nodes.get(node)!;
  call.emit('nodes', 'StakeChanged', { node, stake, locked });
}
