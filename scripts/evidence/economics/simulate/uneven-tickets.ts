/**
 * Tickets of a class in which the colluding split their stake over single-ticket nodes while the honest hold eight
 * tickets each, the most that a node may have: who is drawn once cannot be drawn again.
 *
 * @returns owner of each ticket; nodes below `colluding` collude
 */
export function unevenTickets(honestNodes: number, share: number): { tickets: number[]; colluding: number } {
  const honestTickets = honestNodes * 8;
  const colluding = Math.round((honestTickets * share) / (1 - share));
  const tickets = Array.from({ length: colluding }, (_, node) => node);
  for (let node = 0; node < honestNodes; node++) {
    for (let ticket = 0; ticket < 8; ticket++) tickets.push(colluding + node);
  }
  return { tickets, colluding };
}
