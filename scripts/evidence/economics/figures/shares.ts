import type { Axis } from '../plot/chart.ts';

/** Shares of colluding stake that a line is drawn through. */
export const SHARES: readonly number[] = Array.from({ length: 41 }, (_, i) => i / 80);

/** The axis of most figures. */
export const SHARE_AXIS: Axis = {
  label: 'share of the class’s stake that colludes',
  range: [0, 0.5],
  format: 'percent',
};

/** The share up to which everything is claimed. */
export const CLAIMED_SHARE = 0.25;

/** Where it stands on that axis. */
export const CLAIM = { x: CLAIMED_SHARE, label: '25 %' };
