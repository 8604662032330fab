import type { Failure, Outcome } from './outcome.ts';
import { unnamedFailure } from './unnamed-failure.ts';

/**
 * Reads a Hardhat run from what it printed: `12 passing`, `1 failing`, then each failure under `  1) Contract#test`.
 * A run that failed without naming anything, or ran nothing, is a failure.
 */
export function outcomeOfHardhat(exitCode: number, output: string): Outcome {
  const passed = countOf('passing', output);
  const failures = namedFailures(output);
  for (let missing = countOf('failing', output) - failures.length; missing > 0; missing -= 1) {
    failures.push(unnamedFailure(exitCode, output));
  }
  const isSilent = failures.length === 0 && (exitCode !== 0 || passed === 0);
  return { passed, failures: isSilent ? [unnamedFailure(exitCode, output)] : failures };
}

function countOf(word: string, output: string): number {
  return Number(new RegExp(`^\\s*(\\d+) ${word}`, 'm').exec(output)?.[1] ?? 0);
}

/** The list at the end has `Contract#test`; the run above it names its failures without their contract. */
function namedFailures(output: string): Failure[] {
  const heads = [...output.matchAll(/^ {2}\d+\) (\S+#.+)$/gm)];
  return heads.map((head, index) => ({
    name: head[1]!,
    error: output
      .slice(head.index + head[0].length, heads[index + 1]?.index)
      .split('\n')
      .map((line) => line.replace(/^ {4}/, ''))
      .join('\n')
      .trim(),
  }));
}
