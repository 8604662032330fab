import type { Setting } from '../model/setting.ts';
import { cheatProfit } from './cheat-profit.ts';
import { honestProfit } from './honest-profit.ts';

/** What cheating brings more than the better of honest work and no work at all. */
export function cheatGain(setting: Setting, cheat: { skipped: number; watched: number }): number {
  return cheatProfit(setting, cheat) - Math.max(0, honestProfit(setting));
}
