import { cheatGain } from '../attacks/cheat-gain.ts';
import { honestProfit } from '../attacks/honest-profit.ts';
import { estimate } from '../chance/estimate.ts';
import { seededRandom } from '../chance/seeded-random.ts';
import type { Stakes } from '../model/stakes.ts';
import { playCheat } from '../simulate/play-cheat.ts';
import type { Figure } from './figure.ts';
import { CLAIM, SHARE_AXIS, SHARES } from './shares.ts';
import { standardSetting } from './standard-setting.ts';

const PLAYS = 4_000;

/** Garbage for an accepted job, by the share that colludes and the number of audits; dots are simulated. */
export function cheatByShare(stakes: Stakes): Figure {
  const at = (share: number, audits: number) => standardSetting(stakes, share, { audits });
  const line = (audits: number) => ({
    name: audits === 0 ? 'no audit' : `${audits} audit${audits > 1 ? 's' : ''}`,
    drawn: 'line' as const,
    points: SHARES.map((share) => {
      const setting = at(share, audits);
      return {
        x: share,
        y: cheatGain(setting, { skipped: setting.job.segments, watched: 0 }) / setting.job.price,
      };
    }),
  });
  const random = seededRandom(20261121);
  const dots = (audits: number) => ({
    name: 'simulated, ± 2 standard errors',
    drawn: 'dots' as const,
    points: [0.1, 0.2, 0.3, 0.4].map((share) => {
      const setting = at(share, audits);
      const { mean, standardError } = estimate(PLAYS, () => playCheat(random, setting, setting.job.segments));
      const gain = mean - Math.max(0, honestProfit(setting));
      return { x: share, y: gain / setting.job.price, error: standardError / setting.job.price };
    }),
  });
  return {
    name: 'cheat-by-share',
    chart: {
      title: 'Garbage instead of work, accepted at once',
      x: SHARE_AXIS,
      y: { label: 'gain over honest work, in prices', range: [-2.5, 1] },
      series: [line(0), line(1), dots(1), line(2), line(3), line(4)],
      marks: [CLAIM],
    },
  };
}
