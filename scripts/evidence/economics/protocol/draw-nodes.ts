import type { Random } from '../chance/seeded-random.ts';

/**
 * Draws different nodes by their tickets, as `INodeRegistry.draw` does: a ticket at random, again where its node is
 * excluded or drawn already.
 *
 * @param tickets owner of each ticket
 * @throws TooFewNodesError where the tickets do not hold that many
 */
export function drawNodes(
  random: Random,
  tickets: readonly number[],
  count: number,
  excluded: ReadonlySet<number>,
): number[] {
  const drawn: number[] = [];
  let misses = 0;
  while (drawn.length < count) {
    const node = tickets[Math.floor(random() * tickets.length)]!;
    if (!excluded.has(node) && !drawn.includes(node)) drawn.push(node);
    else if (++misses % SUSPICIOUS_MISSES === 0) requireEnough(tickets, count, excluded);
  }
  return drawn;
}

/** So many misses are rare where there are enough nodes; only then it is worth counting them. */
const SUSPICIOUS_MISSES = 100;

function requireEnough(tickets: readonly number[], count: number, excluded: ReadonlySet<number>): void {
  const found = new Set(tickets.filter((node) => !excluded.has(node))).size;
  if (found < count) throw new TooFewNodesError(found, count);
}

/** Fewer nodes can be drawn than a jury or the audits need. */
export class TooFewNodesError extends Error {
  override readonly name = 'TooFewNodesError';
  readonly found: number;
  readonly required: number;

  constructor(found: number, required: number) {
    super(`${found} nodes can be drawn, ${required} are needed`);
    this.found = found;
    this.required = required;
  }
}
