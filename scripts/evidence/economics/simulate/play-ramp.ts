import type { Random } from '../chance/seeded-random.ts';

/**
 * One job whose price rises from 0 to 1, among nodes whose costs are drawn evenly between 0 and 1. Each claims when the
 * price reaches its cost plus its part of the way up; the first node waits `longer` than that, as a part of the rest.
 *
 * @returns the price at which the job was claimed, and what the first node earned
 */
export function playRamp(random: Random, nodes: number, longer: number): { price: number; profit: number } {
  let price = 1;
  let winner = 0;
  let firstCost = 0;
  for (let node = 0; node < nodes; node++) {
    const cost = random();
    if (node === 0) firstCost = cost;
    const fair = cost + (1 - cost) / nodes;
    const bid = node === 0 ? fair + longer * (1 - fair) : fair;
    if (node > 0 && bid >= price) continue;
    price = bid;
    winner = node;
  }
  return { price, profit: winner === 0 ? price - firstCost : 0 };
}
