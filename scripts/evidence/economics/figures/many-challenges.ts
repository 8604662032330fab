import { stealProfit } from '../attacks/steal-profit.ts';
import type { DisputeRules } from '../model/dispute-rules.ts';
import { FIRST_RULES } from '../model/first-rules.ts';
import { SHIPPED_RULES } from '../model/shipped-rules.ts';
import type { Stakes } from '../model/stakes.ts';
import type { Figure } from './figure.ts';
import { standardSetting } from './standard-setting.ts';

const CHALLENGES = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256];

/** Challenging many right leaves at once, so that one jury is captured almost surely. */
export function manyChallenges(stakes: Stakes): Figure {
  const line = (share: number, rules: DisputeRules, name: string, drawn: 'line' | 'dashed') => ({
    name: `${share * 100} %, ${name}`,
    drawn,
    points: CHALLENGES.map((challenges) => ({
      x: challenges,
      y:
        stealProfit(
          { ...standardSetting(stakes, share, { price: 50 * stakes.juryFee }), rules },
          challenges,
        ) / stakes.juryFee,
    })),
  });
  return {
    name: 'many-challenges',
    chart: {
      title: 'Challenging many right leaves at once, price 50 juror fees',
      x: { label: 'leaves challenged', range: [1, 256], scale: 'log' },
      y: { label: 'profit, in juror fees', range: [-200, 100] },
      series: [
        line(0.15, SHIPPED_RULES, 'shipped', 'line'),
        line(0.25, SHIPPED_RULES, 'shipped', 'line'),
        line(0.15, FIRST_RULES, 'first rules', 'dashed'),
        line(0.25, FIRST_RULES, 'first rules', 'dashed'),
      ],
    },
  };
}
