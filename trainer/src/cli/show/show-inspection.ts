import type { DatasetFiles } from '../../data/dataset-files.ts';
import type { DataInspection } from '../../data/inspect-data.ts';
import type { DataPlan } from '../../data/prepare-data.ts';
import type { Surroundings } from '../surroundings.ts';
import { bars } from './bars.ts';
import { colorsOf } from './colors-of.ts';
import { formatWords } from './format-words.ts';
import { inspectionLine } from './inspection-line.ts';
import { markedText } from './marked-text.ts';

const SKIPPED_SHOWN = 10;

/** Shows an inspection: in words on a terminal, as a line of JSON elsewhere. */
export function showInspection(
  found: DataInspection,
  plan: DataPlan,
  datasets: readonly DatasetFiles[],
  surroundings: Surroundings,
): void {
  const { out } = surroundings;
  if (!out.isTTY) {
    out.write(inspectionLine(found, datasets));
    return;
  }
  const say = (line = '') => void out.write(`${line}\n`);
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  for (const { format, files, weight } of datasets) {
    const of = weight === undefined ? '' : `, weight ${weight}`;
    say(`${files.map(({ name }) => name).join(', ')}: ${formatWords(format)}${of}`);
  }
  say();
  say(
    `rows       ${found.rows} to train on, ${found.heldOutRows} held out, ${found.skippedRowCount} left out`,
  );
  say(`tokens     ${found.tokensPerEpoch} in one pass, ${percent(found.countedShare)} of them learnt`);
  const { sequenceLength, packing } = plan;
  const packed = packing ? 'packed' : 'not packed';
  say(`sequences  ${found.sequences} of ${sequenceLength}, ${packed}, ${percent(found.fill)} full`);
  const { min, median, p95, max } = found.rowTokens;
  say(`length     ${min} to ${max} tokens a row, half below ${median}, 95 % below ${p95}`);
  if (found.truncatedRows.length > 0)
    say(`cut        ${found.truncatedRows.length} rows are longer than ${sequenceLength} tokens`);
  say();
  for (const line of bars(found.histogram)) say(line);
  for (const { row, reason } of found.skippedRows.slice(0, SKIPPED_SHOWN))
    say(`left out: row ${row} ${reason}`);
  for (const { row, pieces } of found.samples)
    say(`\n--- row ${row} (learnt: marked)\n${markedText(pieces, colorsOf(surroundings))}`);
}
