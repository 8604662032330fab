import type { LengthBin } from '../../data/length-histogram.ts';

const WIDTH = 40;

/** A histogram as lines of text. */
export function bars(bins: readonly LengthBin[]): string[] {
  const most = Math.max(...bins.map(({ rows }) => rows));
  const wide = String(bins.at(-1)!.to).length;
  return bins.map(({ from, to, rows }) => {
    const length = Math.ceil((rows / most) * WIDTH);
    return `  ${String(from).padStart(wide)}-${String(to).padEnd(wide)} ${'█'.repeat(length)} ${rows}`;
  });
}
