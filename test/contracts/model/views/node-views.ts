import type { View } from '../chain/view.ts';
import { NOBODY } from '../core/hex.ts';
import type { World } from '../core/world.ts';
import { eligibleNodes, isSlashable } from '../nodes/class-of.ts';

/** What the node registry should answer. */
export function nodeViews({ nodes: registry }: World): View[] {
  const view = (fn: string, args: readonly unknown[], expected: unknown): View => ({
    of: 'nodes',
    fn,
    args,
    expected,
  });
  const { nodes, classes, minStake, unbondingTime, ticketUnit, minTicketAge } = registry;
  const views = [
    view('minStake', [], minStake),
    view('unbondingTime', [], unbondingTime),
    view('ticketUnit', [], ticketUnit),
    view('minTicketAge', [], minTicketAge),
  ];
  for (const [account, node] of nodes) views.push(view('nodeOf', [account], node));
  for (const [id, nodeClass] of classes) {
    const { status, isProof, tickets, members } = nodeClass;
    const facts = {
      status,
      isProof,
      eligibleNodes: eligibleNodes(nodeClass),
      tickets: BigInt(tickets.length),
    };
    views.push(view('classOf', [id], facts), view('isSlashable', [id], isSlashable(nodeClass)));
    for (const [account, membership] of members) {
      views.push(view('membershipOf', [account, id], membership));
      views.push(view('serves', [account, id], membership.serving));
    }
    for (const [place, ticket] of tickets.entries()) {
      const written = ticket ?? { node: NOBODY, since: 0n, ordinal: 0n };
      views.push(view('ticketAt', [id, BigInt(place)], written));
    }
  }
  return views;
}
