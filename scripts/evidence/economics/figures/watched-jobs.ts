import { cheatGain } from '../attacks/cheat-gain.ts';
import type { Stakes } from '../model/stakes.ts';
import type { Figure } from './figure.ts';
import { CLAIMED_SHARE } from './shares.ts';
import { standardSetting } from './standard-setting.ts';

/** Cheating without audits, where an honest onlooker may look. */
export function watchedJobs(stakes: Stakes): Figure {
  const setting = standardSetting(stakes, CLAIMED_SHARE, { audits: 0, paidEarly: false });
  const { segments, price } = setting.job;
  const line = (name: string, skipped: number, watched: number) => ({
    name,
    drawn: 'line' as const,
    points: Array.from({ length: 21 }, (_, i) => {
      const chance = i / 20;
      const seen = cheatGain(setting, { skipped, watched });
      const unseen = cheatGain(setting, { skipped, watched: 0 });
      return { x: chance, y: (chance * seen + (1 - chance) * unseen) / price };
    }),
  });
  return {
    name: 'watched-jobs',
    chart: {
      title: 'No audits: only onlookers, 25 % colluding',
      x: { label: 'chance that an honest onlooker recomputes', range: [0, 1], format: 'percent' },
      y: { label: 'gain over honest work, in prices', range: [-3, 1] },
      series: [
        line('garbage, one segment seen', segments, 1),
        line('half skipped, one seen', segments / 2, 1),
        line('half skipped, four seen', segments / 2, 4),
        line('one skipped, all seen', 1, segments),
      ],
    },
  };
}
