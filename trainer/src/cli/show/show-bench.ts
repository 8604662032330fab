import type { BenchReport } from '../../measure/bench-run.ts';
import type { Surroundings } from '../surroundings.ts';

/**
 * Shows what an executor took: a row of a table on a terminal, a line of JSON elsewhere.
 *
 * @param row Its number in the table; the first comes with a heading.
 */
export function showBench(
  found: BenchReport & { executor: string },
  row: number,
  { out }: Pick<Surroundings, 'out'>,
): void {
  if (!out.isTTY) {
    out.write(`${JSON.stringify({ type: 'bench', ...found })}\n`);
    return;
  }
  const say = (name: string, ...cells: string[]) =>
    void out.write(`${name.padEnd(16)}${cells.map((cell) => cell.padStart(14)).join('')}\n`);
  if (row === 0) say('executor', 'tokens/s', 'first step', 'most memory');
  const { executor, tokensPerSecond, firstStepSeconds, peakBytes } = found;
  say(
    ...([executor, tokensPerSecond.toFixed(0), `${firstStepSeconds.toFixed(1)} s`] as const),
    `${(peakBytes / 1e9).toFixed(2)} GB`,
  );
}
