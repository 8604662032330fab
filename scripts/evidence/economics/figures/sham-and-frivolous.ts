import { griefRatio } from '../attacks/grief-ratio.ts';
import { shamProfit } from '../attacks/sham-profit.ts';
import type { Stakes } from '../model/stakes.ts';
import type { Figure } from './figure.ts';
import { CLAIM, SHARE_AXIS, SHARES } from './shares.ts';
import { standardSetting } from './standard-setting.ts';

const DISPUTE_SECONDS = 72 * 3600;

/** Challenges that nobody wins: among friends, and out of spite. */
export function shamAndFrivolous(stakes: Stakes): Figure {
  const line = (name: string, profitAt: (share: number) => number) => ({
    name,
    drawn: 'line' as const,
    points: SHARES.filter((_, i) => i % 2 === 0).map((share) => ({
      x: share,
      y: profitAt(share) / stakes.juryFee,
    })),
  });
  const at = (share: number) => standardSetting(stakes, share);
  const harm = { openingCost: 0, delaySeconds: DISPUTE_SECONDS, yearlyRate: 0.1 };
  return {
    name: 'sham-and-frivolous',
    chart: {
      title: 'Sham and frivolous challenges, price 20 juror fees',
      x: SHARE_AXIS,
      y: { label: 'profit, in juror fees', range: [-50, 20] },
      series: [
        line('sham, right leaf', (share) => shamProfit(at(share)).rightLeaf),
        line('sham, wrong leaf', (share) => shamProfit(at(share)).wrongLeaf),
        line('sham, node silent', (share) => shamProfit(at(share)).silentNode),
        line('frivolous: challenger', (share) => -griefRatio(at(share), harm).cost),
        line('frivolous: honest node', (share) => griefRatio(at(share), harm).nodeGain),
      ],
      marks: [CLAIM],
    },
  };
}
