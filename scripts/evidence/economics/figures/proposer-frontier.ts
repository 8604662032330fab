import { grindingProfit } from '../attacks/grinding-profit.ts';
import { zeroOf } from '../chance/zero-of.ts';
import type { Stakes } from '../model/stakes.ts';
import type { Figure } from './figure.ts';
import { standardSetting } from './standard-setting.ts';

const PRICES = [1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 70, 100];

/** How often the coalition may propose the seed block before choosing a jury pays. */
export function proposerFrontier(stakes: Stakes): Figure {
  const line = (share: number) => ({
    name: `${share * 100} % of the tickets`,
    drawn: 'line' as const,
    points: PRICES.map((price) => {
      const setting = standardSetting(stakes, share, { price: price * stakes.juryFee });
      return { x: price, y: zeroOf([0, 1], (proposer) => -grindingProfit(setting, proposer)) };
    }),
  });
  return {
    name: 'proposer-frontier',
    chart: {
      title: 'How often the coalition may propose the seed block',
      x: { label: 'price, in juror fees', range: [1, 100], scale: 'log' },
      y: { label: 'chance up to which it does not pay', range: [0, 1], format: 'percent' },
      series: [line(0.1), line(0.2), line(0.25)],
    },
  };
}
