import type { Stakes } from './stakes.ts';

/** The bond that a node locks for a job at that price. */
export function bondOf(stakes: Stakes, price: number): number {
  return Math.max(stakes.bondRate * price, stakes.minBond);
}
