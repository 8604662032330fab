import { estimate, estimateDifference } from './interval.ts';
import type { Estimate } from './interval.ts';

/** What one model reached on one item, by metric. */
export type Scores = Record<string, number>;

/** Means over all items by metric, of the base, of an adapter beside it, and what the adapter changes. */
export type ScoreComparison = {
  base: Record<string, Estimate>;
  adapter?: Record<string, Estimate>;
  difference?: Record<string, Estimate>;
};

/** Sums up scores of the same items, side by side. */
export function compareScores(base: readonly Scores[], adapter?: readonly Scores[]): ScoreComparison {
  const names = Object.keys(base[0]!);
  const column = (scores: readonly Scores[], name: string) => scores.map((one) => one[name]!);
  const each = (make: (name: string) => Estimate) =>
    Object.fromEntries(names.map((name) => [name, make(name)]));
  return {
    base: each((name) => estimate(column(base, name))),
    ...(adapter
      ? {
          adapter: each((name) => estimate(column(adapter, name))),
          difference: each((name) => estimateDifference(column(base, name), column(adapter, name))),
        }
      : {}),
  };
}
