import { jurorPay } from '../attacks/juror-pay.ts';
import type { JurorPay } from '../attacks/juror-pay.ts';
import type { Stakes } from '../model/stakes.ts';
import type { Figure } from './figure.ts';

/** What a juror earns by what it does, while others say UNAVAILABLE without looking. */
export function jurorByLaziness(stakes: Stakes): Figure {
  const line = (name: string, way: keyof JurorPay) => ({
    name,
    drawn: 'line' as const,
    points: Array.from({ length: 41 }, (_, i) => {
      const lazy = i / 40;
      return { x: lazy, y: jurorPay(stakes, lazy, 0.8 * stakes.juryFee)[way] / stakes.juryFee };
    }),
  });
  return {
    name: 'juror-by-laziness',
    chart: {
      title: 'Lazy jurors: a segment costs 0.8 juror fees to replay',
      x: { label: 'share of the others who say UNAVAILABLE unseen', range: [0, 1], format: 'percent' },
      y: { label: 'pay of one seat, in juror fees', range: [-7, 2] },
      series: [
        line('recomputes', 'honest'),
        line('says UNAVAILABLE', 'unavailable'),
        line('is silent', 'silent'),
        line('guesses', 'guess'),
      ],
    },
  };
}
