import { philoxStream } from '../data/philox.ts';

/** A mean and where the true one lies in 95 of 100 such samples. */
export type Estimate = { mean: number; low: number; high: number };

const Z = 1.959963984540054;
const RESAMPLES = 1000;

/**
 * The mean of values: with Wilson's interval (1927) where all are 0 or 1, else with the percentile bootstrap's (Efron
 * 1979), drawn by a seed of its own so that the same values give the same interval.
 */
export function estimate(values: readonly number[]): Estimate {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  if (values.every((value) => value === 0 || value === 1)) return { mean, ...wilson(mean, values.length) };
  return { mean, ...bootstrap(values) };
}

/** The mean of what each pair differs by, second less first, with the bootstrap's interval over pairs. */
export function estimateDifference(first: readonly number[], second: readonly number[]): Estimate {
  const differences = second.map((value, i) => value - first[i]!);
  const mean = differences.reduce((a, b) => a + b, 0) / differences.length;
  return { mean, ...bootstrap(differences) };
}

function wilson(share: number, count: number): { low: number; high: number } {
  const spread = Z ** 2 / count;
  const middle = (share + spread / 2) / (1 + spread);
  const half = (Z / (1 + spread)) * Math.sqrt((share * (1 - share)) / count + spread / (4 * count));
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

function bootstrap(values: readonly number[]): { low: number; high: number } {
  const random = philoxStream(0, 0);
  const means = Array.from({ length: RESAMPLES }, () => {
    let sum = 0;
    for (let i = 0; i < values.length; i++) sum += values[random.below(values.length)]!;
    return sum / values.length;
  }).sort((a, b) => a - b);
  return { low: means[Math.floor(0.025 * RESAMPLES)]!, high: means[Math.ceil(0.975 * RESAMPLES) - 1]! };
}
