import type { Hex } from 'viem';

/** `INodeRegistry.ClassStatus`. */
export const CLASS_STATUS = { Unknown: 0n, Slashable: 1n, Provisional: 2n, Retired: 3n } as const;

/** Eligible nodes that a slashable class needs. */
export const MIN_ELIGIBLE = 16n;
/** Tickets that a node has in a class, at most. */
export const MAX_TICKETS = 8n;

/** A node's stake, in wei; `locked` is a part of `stake`, `unbonding` is not. */
export type Node = {
  stake: bigint;
  locked: bigint;
  registeredAt: bigint;
  unbonding: bigint;
  unbondedAt: bigint;
};

/** One ticket of a node in a class. */
export type Ticket = { node: Hex; since: bigint; ordinal: bigint };

/** A class: its list of tickets (a tombstone is undefined) and who serves it. */
export type NodeClass = {
  status: bigint;
  /** Whether a mismatch is proof as far as governance goes: slashable, or retired from it. */
  isProof: boolean;
  tickets: (Ticket | undefined)[];
  members: Map<Hex, Membership>;
};

/** A node in a class; it may have stopped serving. */
export type Membership = {
  serving: boolean;
  firstTicket: bigint;
  tickets: bigint;
  /** How many places from the first on are its own, tombstones included. */
  places: bigint;
};

/** The registry of nodes. */
export type NodeBook = {
  nodes: Map<Hex, Node>;
  classes: Map<Hex, NodeClass>;
  minStake: bigint;
  unbondingTime: bigint;
  ticketUnit: bigint;
  minTicketAge: bigint;
};
