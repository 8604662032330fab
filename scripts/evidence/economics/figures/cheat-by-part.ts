import { cheatGain } from '../attacks/cheat-gain.ts';
import type { Stakes } from '../model/stakes.ts';
import type { Figure } from './figure.ts';
import { CLAIMED_SHARE } from './shares.ts';
import { standardSetting } from './standard-setting.ts';

/** Partial cheating: how much to skip, by the number of audits. */
export function cheatByPart(stakes: Stakes): Figure {
  const line = (audits: number) => {
    const setting = standardSetting(stakes, CLAIMED_SHARE, { audits });
    const { segments, price } = setting.job;
    return {
      name: audits === 0 ? 'no audit' : `${audits} audit${audits > 1 ? 's' : ''}`,
      drawn: 'line' as const,
      points: Array.from({ length: segments }, (_, i) => ({
        x: (i + 1) / segments,
        y: cheatGain(setting, { skipped: i + 1, watched: 0 }) / price,
      })),
    };
  };
  return {
    name: 'cheat-by-part',
    chart: {
      title: 'Skipping a part of the 32 segments, 25 % colluding',
      x: { label: 'part of the segments skipped', range: [0, 1], format: 'percent' },
      y: { label: 'gain over honest work, in prices', range: [-1.5, 1] },
      series: [0, 1, 2, 3, 4].map(line),
    },
  };
}
