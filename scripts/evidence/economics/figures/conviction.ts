import { juryOdds } from '../chance/jury-odds.ts';
import { crowdWithShare } from '../model/crowd-with-share.ts';
import type { DisputeRules } from '../model/dispute-rules.ts';
import { FIRST_RULES } from '../model/first-rules.ts';
import { SHIPPED_RULES } from '../model/shipped-rules.ts';
import { saveCheatingNode } from '../tactics/save-cheating-node.ts';
import type { Figure } from './figure.ts';
import { CLAIM, SHARE_AXIS, SHARES } from './shares.ts';

/** What a jury makes of a wrong leaf whose node serves its checkpoint to whom it likes. */
export function conviction(): Figure {
  const line = (name: string, rules: DisputeRules, outcome: string, drawn: 'line' | 'dashed') => ({
    name,
    drawn,
    points: SHARES.map((share) => ({
      x: share,
      y: juryOdds(crowdWithShare(400, share), saveCheatingNode(rules), rules)
        .filter((end) => end.outcome === outcome)
        .reduce((sum, { probability }) => sum + probability, 0),
    })),
  });
  return {
    name: 'conviction',
    chart: {
      title: 'A wrong leaf before its jury',
      x: SHARE_AXIS,
      y: { label: 'chance', range: [0, 1], format: 'percent' },
      series: [
        line('refuted', SHIPPED_RULES, 'refuted', 'line'),
        line('upheld: jury captured', SHIPPED_RULES, 'upheld', 'line'),
        line('refuted, first rules', FIRST_RULES, 'refuted', 'dashed'),
        line('void, first rules', FIRST_RULES, 'void', 'dashed'),
      ],
      marks: [CLAIM],
    },
  };
}
