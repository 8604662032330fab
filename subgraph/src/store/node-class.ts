import { BigInt, Bytes, ethereum } from '@graphprotocol/graph-ts';
import { NodeClass } from '../../generated/schema';
import { pairId } from '../id';

export function joinClass(node: Bytes, classId: Bytes, event: ethereum.Event): void {
  const nodeClass = new NodeClass(pairId(node, classId));
  nodeClass.node = node;
  nodeClass.class_ = classId;
  nodeClass.isServed = true;
  nodeClass.tickets = 0;
  nodeClass.joinedAt = event.block.timestamp;
  nodeClass.save();
}

export function setTickets(node: Bytes, classId: Bytes, tickets: BigInt): void {
  const nodeClass = NodeClass.load(pairId(node, classId));
  if (nodeClass === null) return;
  nodeClass.tickets = tickets.toI32();
  nodeClass.save();
}

export function leaveClass(node: Bytes, classId: Bytes): void {
  const nodeClass = NodeClass.load(pairId(node, classId));
  if (nodeClass === null) return;
  nodeClass.isServed = false;
  nodeClass.save();
}
