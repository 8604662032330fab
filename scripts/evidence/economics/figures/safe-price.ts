import { stealProfit } from '../attacks/steal-profit.ts';
import { zeroOf } from '../chance/zero-of.ts';
import type { Stakes } from '../model/stakes.ts';
import type { Figure } from './figure.ts';
import { CLAIM, SHARE_AXIS, SHARES } from './shares.ts';
import { standardSetting } from './standard-setting.ts';

const LARGEST = 1e5;

/** The price up to which a bought jury does not pay, by the challenge bond. */
export function safePrice(stakes: Stakes): Figure {
  const line = (factor: number) => {
    const changed = { ...stakes, challengeBond: factor * stakes.challengeBond };
    const profit = (share: number, price: number) =>
      stealProfit(standardSetting(changed, share, { price }), 1);
    return {
      name: `challenge bond ${Math.round(changed.challengeBond / stakes.juryFee)} juror fees`,
      drawn: factor === 1 ? ('line' as const) : ('dashed' as const),
      points: SHARES.filter((share) => share > 0).map((share) => ({
        x: share,
        y: zeroOf([0.1, LARGEST], (price) => -profit(share, price * stakes.juryFee)),
      })),
    };
  };
  return {
    name: 'safe-price',
    chart: {
      title: 'Up to which price a bought jury does not pay',
      x: SHARE_AXIS,
      y: { label: 'price, in juror fees', range: [1, LARGEST], scale: 'log' },
      series: [line(1), line(2), line(4)],
      marks: [CLAIM],
    },
  };
}
