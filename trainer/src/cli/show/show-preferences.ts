import type { DatasetFiles } from '../../data/dataset-files.ts';
import type { PreferenceInspection } from '../../data/inspect-preferences.ts';
import type { Surroundings } from '../surroundings.ts';
import { bars } from './bars.ts';
import { colorsOf } from './colors-of.ts';
import { formatWords } from './format-words.ts';
import { inspectionLine } from './inspection-line.ts';
import { markedText } from './marked-text.ts';

/** Shows pairs of answers: in words on a terminal, as a line of JSON elsewhere. */
export function showPreferences(
  found: PreferenceInspection,
  datasets: readonly DatasetFiles[],
  surroundings: Surroundings,
): void {
  const { out } = surroundings;
  if (!out.isTTY) {
    out.write(inspectionLine(found, datasets));
    return;
  }
  const say = (line = '') => void out.write(`${line}\n`);
  for (const { format, files } of datasets)
    say(`${files.map(({ name }) => name).join(', ')}: ${formatWords(format)}`);
  const longer = (100 * found.chosenLongerShare).toFixed(1);
  say(`\npairs      ${found.pairs}, ${found.skippedRowCount} rows left out`);
  say(`length     the better answer is the longer one in ${longer} % of the pairs\n`);
  for (const line of bars(found.histogram)) say(line);
  const colors = colorsOf(surroundings);
  for (const { row, chosen, rejected } of found.samples) {
    say(`\n--- row ${row}, better (learnt: marked)\n${markedText(chosen, colors)}`);
    say(`--- row ${row}, worse\n${markedText(rejected, colors)}`);
  }
}
