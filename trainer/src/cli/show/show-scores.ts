import type { AnswerReport } from '../../eval/answer-report.ts';
import type { Estimate } from '../../eval/interval.ts';
import type { Surroundings } from '../surroundings.ts';

/** Shows scores side by side: as a table on a terminal, as a line of JSON without the single answers elsewhere. */
export function showScores(report: AnswerReport, { out }: Pick<Surroundings, 'out'>): void {
  const { task, rows, skippedRowCount, base, adapter, difference } = report;
  if (!out.isTTY) {
    const sums = { task, rows, skippedRowCount, base, adapter, difference };
    out.write(`${JSON.stringify({ type: 'evaluation', ...sums })}\n`);
    return;
  }
  const say = (line: string) => void out.write(`${line}\n`);
  say(
    `${rows} rows, ${skippedRowCount} left out; in brackets where the true share lies in 95 of 100 such tests\n`,
  );
  const columns = adapter ? ['base', 'adapter', 'difference'] : ['base'];
  say(`${''.padEnd(NAME)}${columns.map((name) => name.padStart(WIDTH)).join('')}`);
  for (const [name, estimate] of Object.entries(base)) {
    const cells = [estimate, adapter?.[name], difference?.[name]].filter((cell) => cell !== undefined);
    say(`${name.padEnd(NAME)}${cells.map((cell) => shown(cell).padStart(WIDTH)).join('')}`);
  }
}

const NAME = 18;
const WIDTH = 26;

function shown({ mean, low, high }: Estimate): string {
  const [value, from, to] = [mean, low, high].map((share) => (100 * share).toFixed(1));
  return `${value} % [${from}, ${to}]`;
}
