import { juryOdds } from '../chance/jury-odds.ts';
import type { JuryEnd } from '../chance/jury-odds.ts';
import type { Crowd } from '../model/crowd.ts';
import type { DisputeRules } from '../model/dispute-rules.ts';
import type { Setting } from '../model/setting.ts';
import { saveCheatingNode } from '../tactics/save-cheating-node.ts';

const known = new WeakMap<Crowd, WeakMap<DisputeRules, readonly JuryEnd[]>>();

/**
 * How a dispute about a wrong leaf of a colluding node ends that an honest node of the class has found. Remembered for
 * as long as the crowd is: searches ask for it thousands of times.
 */
export function wrongLeafEnds({ crowd, rules }: Pick<Setting, 'crowd' | 'rules'>): readonly JuryEnd[] {
  const byRules = known.get(crowd) ?? new WeakMap<DisputeRules, readonly JuryEnd[]>();
  known.set(crowd, byRules);
  const pool = { ...crowd, nodes: crowd.nodes - 2, colluding: crowd.colluding - 1 };
  const ends = byRules.get(rules) ?? juryOdds(pool, saveCheatingNode(rules), rules);
  byRules.set(rules, ends);
  return ends;
}
