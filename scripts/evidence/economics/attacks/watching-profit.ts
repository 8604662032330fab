import { juryOdds } from '../chance/jury-odds.ts';
import type { Setting } from '../model/setting.ts';
import { saveCheatingNode } from '../tactics/save-cheating-node.ts';

/**
 * Expected profit of an honest onlooker that recomputes one segment and challenges it where it is wrong.
 *
 * @param wrong chance that the segment is wrong
 */
export function watchingProfit({ stakes, job, crowd, rules }: Setting, wrong: number): number {
  const pool = { ...crowd, nodes: crowd.nodes - 1, colluding: crowd.colluding - 1 };
  const found = juryOdds(pool, saveCheatingNode(rules), rules).reduce((sum, { outcome, probability }) => {
    if (outcome === 'refuted') return sum + probability * stakes.bounty;
    return outcome === 'upheld' ? sum - probability * stakes.challengeBond : sum;
  }, 0);
  return wrong * found - (job.costShare * job.price) / job.segments;
}
