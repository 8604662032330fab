import { bearableFailures } from '../attacks/bearable-failures.ts';
import { worstCheat } from '../attacks/worst-cheat.ts';
import type { Stakes } from '../model/stakes.ts';
import { zeroOf } from '../chance/zero-of.ts';
import type { Figure } from './figure.ts';
import { CLAIM, SHARE_AXIS, SHARES } from './shares.ts';
import { standardSetting } from './standard-setting.ts';

/** How large a bond has to be to deter, and how large it may be before it scares honest nodes away. */
export function bondCorridor(stakes: Stakes): Figure {
  const withBond = (bondRate: number) => ({ ...stakes, bondRate, minBond: 0 });
  const line = (audits: number) => ({
    name: `needed with ${audits} audit${audits > 1 ? 's' : ''}`,
    drawn: 'line' as const,
    points: SHARES.filter((_, i) => i % 2 === 0).map((share) => {
      const setting = standardSetting(stakes, share, { audits, costShare: 0.975 });
      const gain = (rate: number) => worstCheat({ ...setting, stakes: withBond(rate) }, 0).gain;
      return { x: share, y: zeroOf([0, 64], gain) };
    }),
  });
  const ceiling = (failures: number) => {
    const y = zeroOf([0, 64], (rate) => bearableFailures(standardSetting(withBond(rate), 0)) - failures);
    return {
      name: `bearable at ${failures * 100} % failures`,
      drawn: 'dashed' as const,
      points: [
        { x: 0, y },
        { x: 0.5, y },
      ],
    };
  };
  return {
    name: 'bond-corridor',
    chart: {
      title: 'How large the bond has to be, and may be',
      x: SHARE_AXIS,
      y: { label: 'bond, in prices', range: [0, 6] },
      series: [line(1), line(2), line(4), ceiling(0.05), ceiling(0.03)],
      marks: [CLAIM],
    },
  };
}
