import { stealProfit } from '../attacks/steal-profit.ts';
import { estimate } from '../chance/estimate.ts';
import { seededRandom } from '../chance/seeded-random.ts';
import type { Stakes } from '../model/stakes.ts';
import { playSteal } from '../simulate/play-steal.ts';
import type { Figure } from './figure.ts';
import { CLAIM, SHARE_AXIS, SHARES } from './shares.ts';
import { standardSetting } from './standard-setting.ts';

const PLAYS = 4_000;

/** A requester and its jurors against an honest node: they gain the price at most, the bond is burnt. */
export function stealByShare(stakes: Stakes): Figure {
  const at = (share: number, fees: number) =>
    standardSetting(stakes, share, { price: fees * stakes.juryFee });
  const line = (fees: number) => ({
    name: `price ${fees} juror fees`,
    drawn: 'line' as const,
    points: SHARES.map((share) => ({ x: share, y: stealProfit(at(share, fees), 1) / stakes.juryFee })),
  });
  const random = seededRandom(5);
  const dots = (fees: number) => ({
    name: 'simulated, ± 2 standard errors',
    drawn: 'dots' as const,
    points: [0.1, 0.2, 0.3, 0.4].map((share) => {
      const { mean, standardError } = estimate(PLAYS, () => playSteal(random, at(share, fees), 1));
      return { x: share, y: mean / stakes.juryFee, error: standardError / stakes.juryFee };
    }),
  });
  return {
    name: 'steal-by-share',
    chart: {
      title: 'A bought jury against an honest node',
      x: SHARE_AXIS,
      y: { label: 'profit of requester and jurors, in juror fees', range: [-25, 40] },
      series: [line(10), line(50), dots(50), line(100)],
      marks: [CLAIM],
    },
  };
}
