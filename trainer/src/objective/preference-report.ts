import type { PreferenceReport } from '@cultivar/sdk/spec';
import type { Pair } from './pair-loss.ts';

/** Means over pairs, from the rewards of the better and the worse answer of each. */
export function preferenceReport(rewards: readonly Pair[]): PreferenceReport {
  const mean = (of: (pair: Pair) => number) =>
    rewards.reduce((sum, pair) => sum + of(pair), 0) / rewards.length;
  return {
    chosenReward: mean(([better]) => better),
    rejectedReward: mean(([, worse]) => worse),
    margin: mean(([better, worse]) => better - worse),
    accuracy: mean(([better, worse]) => (better > worse ? 1 : 0)),
  };
}
