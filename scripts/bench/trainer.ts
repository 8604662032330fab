import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { inspectExecutors } from '@cultivar/trainer';
import { FetchError, fetchOpenVino } from '@cultivar/trainer/fetch';
import { openJournal } from './rounds/journal.ts';
import { playRounds } from './rounds/play-rounds.ts';
import { benchFiles } from './trainer/bench-files.ts';
import { allMeasures } from './trainer/measures.ts';
import type { Result } from './trainer/measures.ts';
import { showTables } from './trainer/show-tables.ts';
import { summarize } from './trainer/summary.ts';
import { targetFigures } from './trainer/target-figures.ts';
import { writePage } from './trainer/write-page.ts';
import { unlockMkl } from './trainer/unlock-mkl.ts';

// npm run bench -- trainer [--only '^training/'] [--rounds 2] [--steps 2] [--minutes 12] [--journal NAME] [--fresh]
// [--compiled] [--curve] [--page]: training, answering and size beside their targets and, each in turns with ours, beside the peers that are
// at hand: CULTIVAR_PYTHON names a Python with torch, transformers and peft; CULTIVAR_PEERS a folder with node-llama-cpp
// (`npm run test:deep trainer` leaves one in .cache/peers). Every measurement is a process of its own, and stands in the
// journal: called again, what is missing is measured. `--only` is a regular expression on names such as
// `training/ort-cpu/threads-2/batch-4`, whose groups are training, more, compiled, answering, larger, curve and size; compiled (a minute) and curve (300 steps
// in bf16 and PEFT's over three seeds, most of an hour) are only measured where they are asked for.
// `--rounds 0` only prints what the journal holds; `--page` also writes docs/evidence/trainer-targets.md from it.
const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    rounds: { type: 'string', default: '2' },
    steps: { type: 'string', default: '2' },
    minutes: { type: 'string', default: 'Infinity' },
    journal: { type: 'string', default: 'trainer' },
    fresh: { type: 'boolean', default: false },
    compiled: { type: 'boolean', default: false },
    curve: { type: 'boolean', default: false },
    page: { type: 'boolean', default: false },
  },
});
const root = join(import.meta.dirname, '..', '..');
const folder = join(root, '.cultivar', 'bench');
await mkdir(folder, { recursive: true });
const journalPath = join(folder, `${values.journal}.jsonl`);
if (values.fresh) await rm(journalPath, { force: true });
const journal = await openJournal<Result>(journalPath);
const endsAtMs = Date.now() + Number(values.minutes) * 60_000;

if (Number(values.rounds) > 0) {
  const wanted = new RegExp(values.only);
  const left = (['compiled', 'curve'] as const).filter((group) => !values[group]);
  const measures = (await measuresHere()).filter(
    ({ id }) => wanted.test(id) && !left.some((group) => id.startsWith(`${group}/`)),
  );
  const isWhole = await playRounds(measures, { journal, rounds: Number(values.rounds), endsAtMs, show });
  if (!isWhole) console.log('something is missing: the same command goes on');
}
const summary = summarize(journal.entries());
const figures = targetFigures(summary);
console.log(`\n${showTables(summary, figures)}`);
await writeFile(join(folder, 'trainer.json'), `${JSON.stringify(figures, null, 2)}\n`);
if (values.page) await writePage(root, summary, figures, summary.versions);

async function measuresHere() {
  const openVinoDir = await fetchOpenVino({ cacheDir: join(root, '.cache') }).catch((error: unknown) => {
    if (!(error instanceof FetchError)) throw error;
    console.log(error.message);
    return undefined;
  });
  const cacheDir = join(root, '.cache', 'gradients');
  const { findings } = await inspectExecutors({ openVinoDir, cacheDir, optIn: ['wasm'] });
  const installed = join(root, '.cache', 'peers');
  const peers = process.env.CULTIVAR_PEERS || (existsSync(installed) ? installed : undefined);
  const python = process.env.CULTIVAR_PYTHON || undefined;
  if (!python) console.log('CULTIVAR_PYTHON names no Python: nothing is compared with transformers and PEFT');
  if (!peers) console.log('CULTIVAR_PEERS names no folder: nothing is compared with node-llama-cpp');
  return allMeasures({
    ...{ root, openVinoDir, python, peers, steps: Number(values.steps) },
    files: await benchFiles(root),
    classes: new Map(
      findings.flatMap(({ executor, class: name }) =>
        name === undefined ? [] : [[executor, name] as const],
      ),
    ),
    mklPreload: await unlockMkl(root),
  });
}

function show(result: Result): string {
  switch (result.kind) {
    case 'training': {
      const best = Math.max(...result.steps.map(({ tokens, seconds }) => tokens / seconds));
      return `${best.toFixed(0)} tokens/s, ${(result.peakBytes / 1e9).toFixed(2)} GB, loss ${result.firstLoss.toFixed(5)}`;
    }
    case 'answering':
      return `${Math.min(...result.firstTokenMs).toFixed(0)} ms, ${Math.max(...result.tokensPerSecond).toFixed(1)} tokens/s`;
    case 'size':
      return `${(result.bytes / 1e6).toFixed(0)} MB in ${result.packages} packages`;
  }
}
