import { Address } from '@graphprotocol/graph-ts';
import {
  ClassJoined,
  ClassLeft,
  ClassStatusSet,
  DutyLocked,
  DutyReleased,
  MinStakeSet,
  MinTicketAgeSet,
  NodeRegistered,
  NodeSlashed,
  NodeUpdated,
  StakeChanged,
  StakeWithdrawn,
  TicketsSet,
  TicketUnitSet,
  UnbondingStarted,
  UnbondingTimeSet,
} from '../../generated/NodeRegistry/NodeRegistry';
import { getAccount, setNode } from '../store/account';
import { recordActivity, recordMoneyActivity } from '../store/activity';
import { countClassNodes, setClassStatus, setEligibleNodes } from '../store/determinism-class';
import {
  clearUnbonding,
  countSlashed,
  createNode,
  getNode,
  lockDuty,
  setMetadata,
  setStake,
  setUnbonding,
} from '../store/node';
import { joinClass, leaveClass, setTickets } from '../store/node-class';
import { countNode, getProtocol } from '../store/protocol';

export function handleNodeRegistered(event: NodeRegistered): void {
  createNode(event);
  setNode(getAccount(event.params.node, event));
  countNode();
  recordActivity(event, 'NODE_REGISTERED', event.params.node);
}

export function handleNodeUpdated(event: NodeUpdated): void {
  const node = getNode(event.params.node);
  if (node === null) return;
  setMetadata(node, event.params.metadataDigest);
  recordActivity(event, 'NODE_UPDATED', event.params.node);
}

export function handleClassJoined(event: ClassJoined): void {
  joinClass(event.params.node, event.params.classId, event);
  countClassNodes(event.params.classId, 1);
}

export function handleClassLeft(event: ClassLeft): void {
  leaveClass(event.params.node, event.params.classId);
  countClassNodes(event.params.classId, -1);
}

export function handleStakeChanged(event: StakeChanged): void {
  const node = getNode(event.params.node);
  if (node !== null) setStake(node, event);
}

export function handleUnbondingStarted(event: UnbondingStarted): void {
  const node = getNode(event.params.node);
  if (node === null) return;
  setUnbonding(node, event.params.unbonding, event.params.unbondedAt);
  recordMoneyActivity(event, 'UNBONDING_STARTED', event.params.node, event.params.amount, Address.zero());
}

/** All of it became a credit; the treasury's event says how much. */
export function handleStakeWithdrawn(event: StakeWithdrawn): void {
  const node = getNode(event.params.node);
  if (node !== null) clearUnbonding(node);
}

export function handleNodeSlashed(event: NodeSlashed): void {
  const node = getNode(event.params.node);
  if (node === null) return;
  countSlashed(node, event.params.amount);
  recordMoneyActivity(event, 'NODE_SLASHED', event.params.node, event.params.amount, Address.zero());
}

export function handleClassStatusSet(event: ClassStatusSet): void {
  setClassStatus(event.params.classId, event.params.status);
}

export function handleTicketsSet(event: TicketsSet): void {
  setTickets(event.params.node, event.params.classId, event.params.tickets);
  setEligibleNodes(event.params.classId, event.params.eligibleNodes.toI32());
}

export function handleDutyLocked(event: DutyLocked): void {
  lockDuty(event.params.node, event.params.amount);
}

export function handleDutyReleased(event: DutyReleased): void {
  lockDuty(event.params.node, event.params.amount.neg());
}

export function handleTicketUnitSet(event: TicketUnitSet): void {
  const protocol = getProtocol();
  protocol.ticketUnitWei = event.params.unit;
  protocol.save();
}

export function handleMinTicketAgeSet(event: MinTicketAgeSet): void {
  const protocol = getProtocol();
  protocol.minTicketAgeSeconds = event.params.age;
  protocol.save();
}

export function handleMinStakeSet(event: MinStakeSet): void {
  const protocol = getProtocol();
  protocol.minStakeWei = event.params.minStake;
  protocol.save();
}

export function handleUnbondingTimeSet(event: UnbondingTimeSet): void {
  const protocol = getProtocol();
  protocol.unbondingSeconds = event.params.unbondingTime;
  protocol.save();
}
