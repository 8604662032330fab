import type { Setting } from '../model/setting.ts';
import { cheatGain } from './cheat-gain.ts';

/** Parts of the trace that a cheat may skip, beside a single segment. */
const PARTS = [1 / 8, 1 / 4, 1 / 2, 3 / 4, 1];

/** The most that a cheat gains over how much it skips, from one segment to all of them. */
export function worstCheat(setting: Setting, watched: number): { gain: number; skipped: number } {
  const { segments } = setting.job;
  const choices = [1, ...PARTS.map((part) => Math.max(1, Math.round(part * segments)))];
  return [...new Set(choices)]
    .map((skipped) => ({ gain: cheatGain(setting, { skipped, watched }), skipped }))
    .reduce((worst, cheat) => (cheat.gain > worst.gain ? cheat : worst));
}
