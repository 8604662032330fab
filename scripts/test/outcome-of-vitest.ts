import type { Outcome } from './outcome.ts';
import { unnamedFailure } from './unnamed-failure.ts';

/**
 * Judges a vitest run: what its reporter counted, unless the exit code knows better.
 *
 * @param reported what the outcome reporter wrote; undefined when the run died before
 * @param output what the run printed
 */
export function outcomeOfVitest(exitCode: number, reported: Outcome | undefined, output: string): Outcome {
  const { passed, failures } = reported ?? { passed: 0, failures: [] };
  const isSilent = failures.length === 0 && (exitCode !== 0 || passed === 0);
  return { passed, failures: isSilent ? [unnamedFailure(exitCode, output)] : failures };
}
