import { encodePacked, keccak256 } from 'viem';
import type { Hex } from 'viem';
import type { World } from '../core/world.ts';
import { classOf } from './class-of.ts';
import { freeStake } from './lock.ts';

/** What nodes are drawn for. */
export type Draw = {
  classId: Hex;
  seed: Hex;
  /** Length of the list of tickets when the draw was caused. */
  ticketCount: bigint;
  /** When it was caused. */
  asOf: bigint;
  count: number;
  /** What each drawn node will have locked. */
  amount: bigint;
  excluded: ReadonlySet<Hex>;
};

/** Places of the list that a draw looks at, for each node that it wants. */
const TRIES_PER_NODE = 64;

/** Nodes of a class by their tickets, as the seed has it; fewer than wanted where the tries run out. */
export function draw(world: World, wanted: Draw): Hex[] {
  const { tickets } = classOf(world, wanted.classId);
  const drawn: Hex[] = [];
  if (wanted.ticketCount === 0n) return drawn;
  for (let i = 0; i < TRIES_PER_NODE * wanted.count && drawn.length < wanted.count; i++) {
    const spot = BigInt(keccak256(encodePacked(['bytes32', 'uint256'], [wanted.seed, BigInt(i)])));
    const ticket = tickets[Number(spot % wanted.ticketCount)];
    if (ticket === undefined || wanted.excluded.has(ticket.node) || drawn.includes(ticket.node)) continue;
    if (ticket.since + world.nodes.minTicketAge > wanted.asOf) continue;
    const node = world.nodes.nodes.get(ticket.node)!;
    if (node.stake < (ticket.ordinal + 1n) * world.nodes.ticketUnit) continue;
    if (freeStake(node) >= wanted.amount) drawn.push(ticket.node);
  }
  return drawn;
}
