import type { Hex } from 'viem';
import type { Call } from '../core/call.ts';
import { classOf, eligibleNodes } from './class-of.ts';
import type { Membership } from './node.ts';
import { MAX_TICKETS } from './node.ts';

const NOT_A_MEMBER: Membership = { serving: false, firstTicket: 0n, tickets: 0n, places: 0n };

/** What is known of a node in a class. */
export const membershipOf = (call: Call, node: Hex, classId: Hex): Membership =>
  classOf(call.world, classId).members.get(node) ?? NOT_A_MEMBER;

/** Tickets that the node's stake is good for: one for each whole unit. */
export function ticketsFor(call: Call, node: Hex): bigint {
  const { ticketUnit } = call.world.nodes;
  const units = (call.world.nodes.nodes.get(node)?.stake ?? 0n) / ticketUnit;
  return units < MAX_TICKETS ? units : MAX_TICKETS;
}

/** Writes the node's tickets anew: at its own places where they are enough, else at the end of the list. */
export function writeTickets(call: Call, node: Hex, classId: Hex, tickets: bigint): void {
  const nodeClass = classOf(call.world, classId);
  const former = membershipOf(call, node, classId);
  const moves = tickets > former.places;
  const firstTicket = moves ? BigInt(nodeClass.tickets.length) : former.firstTicket;
  bury(call, node, classId, 0n);
  for (let ordinal = 0n; ordinal < tickets; ordinal++) {
    nodeClass.tickets[Number(firstTicket + ordinal)] = { node, since: call.env.now, ordinal };
  }
  const places = moves ? tickets : former.places;
  nodeClass.members.set(node, { serving: former.serving, firstTicket, tickets, places });
  if (tickets > 0n || former.tickets > 0n) sayTickets(call, node, classId);
}

/** Turns the node's tickets but the first `kept` into tombstones. */
export function bury(call: Call, node: Hex, classId: Hex, kept: bigint): void {
  const nodeClass = classOf(call.world, classId);
  const member = membershipOf(call, node, classId);
  for (let i = kept; i < member.tickets; i++) nodeClass.tickets[Number(member.firstTicket + i)] = undefined;
  nodeClass.members.set(node, { ...member, tickets: kept < member.tickets ? kept : member.tickets });
}

/** Says how many tickets the node has now. */
export function sayTickets(call: Call, node: Hex, classId: Hex): void {
  const nodeClass = classOf(call.world, classId);
  const { firstTicket, tickets } = membershipOf(call, node, classId);
  const facts = { node, class: classId, firstTicket, tickets, eligibleNodes: eligibleNodes(nodeClass) };
  call.emit('nodes', 'TicketsSet', facts);
}
