const known = new Map<number, readonly number[]>();

/** Tickets of a class whose nodes hold one each. Made once for each size: plays are many. */
export function oneTicketEach(nodes: number): readonly number[] {
  const tickets = known.get(nodes) ?? Array.from({ length: nodes }, (_, node) => node);
  known.set(nodes, tickets);
  return tickets;
}
