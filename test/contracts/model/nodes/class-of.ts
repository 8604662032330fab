import type { Hex } from 'viem';
import type { World } from '../core/world.ts';
import type { NodeClass } from './node.ts';
import { CLASS_STATUS, MIN_ELIGIBLE } from './node.ts';

/** What is known of a class; one that was never listed is unknown and empty. */
export function classOf({ nodes }: World, id: Hex): NodeClass {
  const known = nodes.classes.get(id);
  if (known !== undefined) return known;
  const fresh: NodeClass = { status: CLASS_STATUS.Unknown, isProof: false, tickets: [], members: new Map() };
  nodes.classes.set(id, fresh);
  return fresh;
}

/** Whether the class may be served and worked in. */
export const isOpen = ({ status }: NodeClass): boolean =>
  status === CLASS_STATUS.Slashable || status === CLASS_STATUS.Provisional;

/** Nodes with at least one ticket. */
export const eligibleNodes = ({ members }: NodeClass): bigint =>
  BigInt([...members.values()].filter(({ tickets }) => tickets > 0n).length);

/** Whether a mismatch in the class is proof now. */
export const isSlashable = (nodeClass: NodeClass): boolean =>
  nodeClass.isProof && eligibleNodes(nodeClass) >= MIN_ELIGIBLE;
