import type { Verdict } from '../verdict/verdict.ts';

/** Verdicts side by side as a Markdown table: a row for each attack, a column for each claim. */
export function verdictTable(claims: readonly { name: string; verdicts: readonly Verdict[] }[]): string {
  const attacks = claims[0]!.verdicts.map(({ attack }) => attack);
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    row(['attack', ...claims.map(({ name }) => name)]),
    row(['---', ...claims.map(() => '---:')]),
    ...attacks.map((attack, i) =>
      row([attack, ...claims.map(({ verdicts }) => signed(verdicts[i]!.profit))]),
    ),
  ].join('\n');
}

function signed(value: number): string {
  const digits = Math.abs(value) < 1 ? 3 : 1;
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(digits)}`;
}
