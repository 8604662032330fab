import type { LossComparison } from '../../eval/compare-losses.ts';
import type { PairStanding } from '../../eval/pair-standing.ts';
import type { Surroundings } from '../surroundings.ts';

/** Shows losses side by side: as a table on a terminal, as a line of JSON elsewhere. */
export function showEvaluation(found: LossComparison, { out }: Pick<Surroundings, 'out'>): void {
  if (!out.isTTY) {
    out.write(`${JSON.stringify({ type: 'evaluation', ...found })}\n`);
    return;
  }
  const say = (line: string) => void out.write(`${line}\n`);
  say(`${found.rows} rows, ${found.tokens} tokens that count, ${found.skippedRowCount} rows left out\n`);
  say(`${''.padEnd(10)}${'loss'.padStart(10)}${'perplexity'.padStart(14)}`);
  const row = (name: string, { loss, perplexity }: LossComparison['base']) =>
    say(`${name.padEnd(10)}${loss.toFixed(4).padStart(10)}${perplexity.toFixed(3).padStart(14)}`);
  row('base', found.base);
  if (found.adapter) row('adapter', found.adapter);
  if (found.standing) say(`\n${standingLine(found.standing)}`);
  if (!found.adapter) return;
  const change = (100 * (found.adapter.loss / found.base.loss - 1)).toFixed(2);
  say(
    `\nthe adapter changes the loss by ${change} %; it is better on ${found.betterSequences} of ${found.sequences} sequences`,
  );
}

function standingLine({ pairs, baseAhead, adapterAhead, accuracy }: PairStanding): string {
  const percent = (share: number) => `${(100 * share).toFixed(0)} %`;
  const base = `of ${pairs} pairs the better answer is the likelier in ${percent(baseAhead)}`;
  if (adapterAhead === undefined || accuracy === undefined) return base;
  return `${base}, with the adapter in ${percent(adapterAhead)}; it moves ${percent(accuracy)} of them the right way`;
}
