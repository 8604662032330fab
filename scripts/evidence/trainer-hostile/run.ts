import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { corpusInputs } from '../../../trainer/test/corpus/corpus-inputs.ts';
import { machineSentence } from '../../bench/rounds/machine-sentence.ts';
import type { Measured } from './measure-input.ts';
import { measuringProcess } from './measuring-process.ts';
import type { MeasuredInput } from './measured-input.ts';
import { showInputs } from './show-inputs.ts';

// npm run evidence -- trainer-hostile [--only Parquet] [--by processor] [--page]:
// reads every file of the hostile and the good corpus as a run would, each after the other in one process, then the ten
// that took longest three times more, each time in a process that has read nothing before. Fails where a file is answered
// otherwise than it must be, or the best of its times is above a second. `--only` is a regular expression on kind and
// name; `--by processor` judges processor time, for a machine that others use; `--page` writes the page.
const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    by: { type: 'string', default: 'clock' },
    page: { type: 'boolean', default: false },
  },
});
const LIMIT_MS = 1_000;
const SLOWEST = 10;
const REPEATS = 3;
const page = join(import.meta.dirname, '..', '..', '..', 'docs', 'evidence', 'trainer-hostile.md');

const timeOf = ({ wallMs, cpuMs }: Measured) => (values.by === 'processor' ? cpuMs : wallMs);
const rows = await measureAll();
const isHostile = ({ expected }: MeasuredInput) => expected !== 'accepted';
const slowest = rows
  .filter(isHostile)
  .toSorted((a, b) => timeOf(b.measured) - timeOf(a.measured))
  .slice(0, SLOWEST);
for (const row of slowest) row.alone = await measureAlone(row.index);

const text = showInputs(rows, slowest, {
  date: new Date().toISOString(),
  machine: machineSentence(),
  by: values.by,
});
console.log(text);
if (values.page) await writeFile(page, text);
const wrong = rows.filter(({ measured, expected }) => measured.outcome !== expected);
for (const { kind, name, expected, measured } of wrong)
  console.error(`${kind}: ${name}: ${measured.outcome}, not ${expected}`);
const slow = slowest.filter(({ alone }) => timeOf(alone!) > LIMIT_MS);
for (const { kind, name, alone } of slow)
  console.error(`${kind}: ${name}: ${timeOf(alone!).toFixed(0)} ms, more than ${LIMIT_MS}`);
process.exitCode = wrong.length + slow.length > 0 ? 1 : 0;

async function measureAll(): Promise<MeasuredInput[]> {
  const wanted = new RegExp(values.only);
  const inputs = (await corpusInputs()).map((input, index) => ({ ...input, index }));
  const measured: MeasuredInput[] = [];
  let reader = await measuringProcess();
  for (const input of inputs) {
    if (!wanted.test(`${input.kind}: ${input.name}`)) continue;
    measured.push({ ...input, measured: await reader.measure(input.index) });
    if (!measured.at(-1)!.measured.outcome.startsWith('no answer')) continue;
    reader.end();
    reader = await measuringProcess();
  }
  reader.end();
  return measured;
}

/** The best of several readings, each the first of its process. */
async function measureAlone(index: number): Promise<Measured> {
  const readings: Measured[] = [];
  for (let i = 0; i < REPEATS; i++) {
    const reader = await measuringProcess();
    readings.push(await reader.measure(index));
    reader.end();
  }
  return readings.toSorted((a, b) => timeOf(a) - timeOf(b))[0]!;
}
