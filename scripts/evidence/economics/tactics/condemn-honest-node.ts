import type { Plan } from './tactic.ts';

/**
 * The tactic against an honest node: one false finding where that is a majority, else the true one, which is paid.
 * Honest jurors find the leaf.
 */
export function condemnHonestNode(seats: number, held: number): Plan {
  const honest = [{ vote: 'leaf' as const, count: seats - held }];
  return { colluding: held > seats / 2 ? 'other' : 'leaf', honest };
}
