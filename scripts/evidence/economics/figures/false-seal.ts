import { falseSealPrice } from '../attacks/false-seal-price.ts';
import type { Stakes } from '../model/stakes.ts';
import type { Figure } from './figure.ts';
import { CLAIM, SHARE_AXIS, SHARES } from './shares.ts';
import { standardSetting } from './standard-setting.ts';

/** What a Proven seal on garbage has to be worth before requester and node, being one, risk it. */
export function falseSeal(stakes: Stakes): Figure {
  const line = (audits: number) => ({
    name: `${audits} audit${audits > 1 ? 's' : ''}`,
    drawn: 'line' as const,
    points: SHARES.filter((share) => share >= 0.025).map((share) => ({
      x: share,
      y: falseSealPrice(standardSetting(stakes, share, { audits, price: stakes.juryFee })) / stakes.juryFee,
    })),
  });
  return {
    name: 'false-seal',
    chart: {
      title: 'Wash jobs: what a false Proven seal has to be worth',
      x: SHARE_AXIS,
      y: { label: 'in juror fees', range: [1, 1e6], scale: 'log' },
      series: [1, 2, 3, 4].map(line),
      marks: [CLAIM],
    },
  };
}
