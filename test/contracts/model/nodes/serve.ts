import type { Hex } from 'viem';
import type { Call } from '../core/call.ts';
import { classOf, isOpen } from './class-of.ts';
import { bury, membershipOf, sayTickets, ticketsFor, writeTickets } from './tickets.ts';

/** Lets the calling node serve one more class. */
export function joinClass(call: Call, classId: Hex): void {
  const nodeClass = classOf(call.world, classId);
  call.require(call.world.nodes.nodes.has(call.from), 'NodeRegistry_NotRegistered', call.from);
  call.require(isOpen(nodeClass), 'NodeRegistry_ClassNotOpen', classId, nodeClass.status);
  const { serving } = membershipOf(call, call.from, classId);
  call.require(!serving, 'NodeRegistry_ClassAlreadyServed', call.from, classId);
  if (!call.refused) join(call, classId);
}

/** Makes the caller, who has been checked, serve a class. */
export function join(call: Call, classId: Hex): void {
  setServing(call, classId, true);
  call.emit('nodes', 'ClassJoined', { node: call.from, class: classId });
  writeTickets(call, call.from, classId, ticketsFor(call, call.from));
}

/** Lets the calling node no longer serve a class; its tickets become tombstones. */
export function leaveClass(call: Call, classId: Hex): void {
  requireServed(call, classId);
  if (call.refused) return;
  setServing(call, classId, false);
  call.emit('nodes', 'ClassLeft', { node: call.from, class: classId });
  writeTickets(call, call.from, classId, 0n);
}

/** Writes the caller's tickets in a class anew. */
export function renewTickets(call: Call, classId: Hex): void {
  requireServed(call, classId);
  if (!call.refused) writeTickets(call, call.from, classId, ticketsFor(call, call.from));
}

/** Clears those tickets of a node that its stake no longer backs. */
export function clearTickets(call: Call, node: Hex, classId: Hex): void {
  const stake = call.world.nodes.nodes.get(node)?.stake ?? 0n;
  const { tickets } = membershipOf(call, node, classId);
  const backed = ticketsFor(call, node);
  const required = tickets * call.world.nodes.ticketUnit;
  call.require(tickets > backed, 'NodeRegistry_StillBacked', node, stake, required);
  if (call.refused) return;
  bury(call, node, classId, backed);
  sayTickets(call, node, classId);
}

function setServing(call: Call, classId: Hex, serving: boolean): void {
  const member = membershipOf(call, call.from, classId);
  classOf(call.world, classId).members.set(call.from, { ...member, serving });
}

function requireServed(call: Call, classId: Hex): void {
  call.require(call.world.nodes.nodes.has(call.from), 'NodeRegistry_NotRegistered', call.from);
  const { serving } = membershipOf(call, call.from, classId);
  call.require(serving, 'NodeRegistry_ClassNotServed', call.from, classId);
}
