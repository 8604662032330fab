import type { Random } from '../chance/seeded-random.ts';
import { drawNodes } from '../protocol/draw-nodes.ts';
import { JURY_SIZES } from '../protocol/jury-sizes.ts';

/** Draws one first jury. @returns 1 where a majority of it is among the nodes below `colluding`, else 0 */
export function playCapture(random: Random, tickets: readonly number[], colluding: number): number {
  const jury = drawNodes(random, tickets, JURY_SIZES.first, new Set());
  return jury.filter((node) => node < colluding).length > JURY_SIZES.first / 2 ? 1 : 0;
}
