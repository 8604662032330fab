import { bribePrice } from '../attacks/bribe-price.ts';
import { cheatGain } from '../attacks/cheat-gain.ts';
import { crowdWithShare } from '../model/crowd-with-share.ts';
import type { Setting } from '../model/setting.ts';
import type { Stakes } from '../model/stakes.ts';
import { juryOdds } from '../chance/jury-odds.ts';
import { saveCheatingNode } from '../tactics/save-cheating-node.ts';
import type { Figure } from './figure.ts';
import { CLAIM, SHARE_AXIS, SHARES } from './shares.ts';
import { standardSetting } from './standard-setting.ts';

/** Garbage by a node that bribes whoever of its jury takes bribes; its auditors are honest. */
export function bribedJurors(stakes: Stakes): Figure {
  const line = (name: string, audits: number, isPaidInAdvance: boolean) => ({
    name,
    drawn: isPaidInAdvance ? ('dashed' as const) : ('line' as const),
    points: SHARES.map((share) => {
      const setting = standardSetting(stakes, share, { audits });
      return { x: share, y: gainWithBribes(setting, isPaidInAdvance) / setting.job.price };
    }),
  });
  return {
    name: 'bribed-jurors',
    chart: {
      title: 'Garbage with bribed auditors and jurors, accepted at once',
      x: { ...SHARE_AXIS, label: 'share of the class’s stake that takes bribes' },
      y: { label: 'gain over honest work, in prices', range: [-2.5, 1] },
      series: [
        line('1 audit, paid only if it fails', 1, false),
        line('1 audit, paid in advance', 1, true),
        line('2 audits, paid only if it fails', 2, false),
        line('2 audits, paid in advance', 2, true),
      ],
      marks: [CLAIM],
    },
  };
}

/** Who takes bribes votes as the coalition does; paid in advance, three seats cost what their jurors risk. */
function gainWithBribes(setting: Setting, isPaidInAdvance: boolean): number {
  const gain = cheatGain(setting, { skipped: setting.job.segments, watched: 0 });
  if (!isPaidInAdvance) return gain;
  const crowd = crowdWithShare(setting.crowd.nodes, setting.crowd.colluding / setting.crowd.nodes);
  const captured = juryOdds(crowd, saveCheatingNode(setting.rules), setting.rules)
    .filter(({ outcome }) => outcome === 'upheld')
    .reduce((sum, { probability }) => sum + probability, 0);
  const hits = setting.job.audits * (1 - crowd.colluding / crowd.nodes);
  return gain - Math.min(1, hits) * captured * bribePrice(setting).deposit;
}
