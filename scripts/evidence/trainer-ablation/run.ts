import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fetchBaseModel, fetchOpenVino, SMOLLM2_135M_INSTRUCT } from '@cultivar/trainer/fetch';
import { openJournal } from '../../bench/rounds/journal.ts';
import { playRounds } from '../../bench/rounds/play-rounds.ts';
import type { Measure } from '../../bench/rounds/play-rounds.ts';
import { watchSteps } from '../../bench/rounds/watch-steps.ts';
import type { Watched } from '../../bench/rounds/watch-steps.ts';
import { trainingRequest } from '../../bench/trainer/training-request.ts';
import { HEAD_ROWS, OPTIMIZATIONS, PLAIN, stepName } from './optimizations.ts';
import type { Change } from './optimizations.ts';
import { showGains } from './show-gains.ts';
import { writePage } from './write-page.ts';

// npm run evidence -- trainer-ablation [--only plain] [--rounds 3] [--sequences 4] [--steps 2] [--minutes 20] [--fresh]
// [--page]:
// SmolLM2-135M, T = 256, r = 8, all projections: a training step with and without each optimisation, every one in a
// process of its own, in turns. What the journal holds is not measured again. `--only` is a regular expression on names
// such as `saving=nothing` or `head 128`; `--rounds 0` only prints; `--page` also writes docs/evidence/trainer-ablation.md.
const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    rounds: { type: 'string', default: '3' },
    sequences: { type: 'string', default: '4' },
    steps: { type: 'string', default: '2' },
    minutes: { type: 'string', default: 'Infinity' },
    fresh: { type: 'boolean', default: false },
    page: { type: 'boolean', default: false },
  },
});
const root = join(import.meta.dirname, '..', '..', '..');
const folder = join(root, '.cultivar', 'bench');
await mkdir(folder, { recursive: true });
const journalPath = join(folder, 'trainer-ablation.jsonl');
if (values.fresh) await rm(journalPath, { force: true });
const journal = await openJournal<Watched>(journalPath);
const endsAtMs = Date.now() + Number(values.minutes) * 60_000;

if (Number(values.rounds) > 0) {
  const wanted = new RegExp(values.only);
  const measures = (await allMeasures()).filter(({ id }) => wanted.test(id));
  const isWhole = await playRounds(measures, { journal, rounds: Number(values.rounds), endsAtMs, show });
  if (!isWhole) console.log('something is missing: the same command goes on');
}
const gains = showGains(journal.entries());
console.log(`\n${gains}`);
if (values.page) await writePage(root, gains);

async function allMeasures(): Promise<Measure<Watched>[]> {
  const { files: modelFiles } = await fetchBaseModel(SMOLLM2_135M_INSTRUCT, {
    cacheDir: join(root, '.cache', 'models'),
    onMiss: (line) => console.log(line),
  });
  const openVinoDir = await fetchOpenVino({ cacheDir: join(root, '.cache') });
  const steps = 1 + Number(values.steps);
  const request = {
    ...trainingRequest({ root, modelFiles, className: 'tolerance', batch: 1, steps }),
    ...{ outDir: folder, openVinoDir },
  };
  const inProcess = (program: string, task: object): Promise<Watched> =>
    watchSteps({
      program: process.execPath,
      args: ['--no-warnings', join(root, 'trainer', 'bench', 'ablation', program)],
      input: JSON.stringify({ ...task, steps }),
    });
  const changes = new Map<string, Change>(
    OPTIMIZATIONS.flatMap((one) => [one.without, one.with]).map((change) => [stepName(change), change ?? {}]),
  );
  return [
    ...[...changes].map(([id, change]) => ({
      id,
      run: () =>
        inProcess('run-task.ts', { ...PLAIN, ...change, request, sequences: Number(values.sequences) }),
    })),
    ...HEAD_ROWS.map((rowsAtOnce) => ({
      id: `head ${rowsAtOnce}`,
      run: () => inProcess('run-head.ts', { modelFiles, rows: 512, rowsAtOnce }),
    })),
  ];
}

function show({ steps, peakBytes, steps: [first] }: Watched): string {
  const best = Math.max(...steps.map(({ tokens, seconds }) => tokens / seconds));
  return `${best.toFixed(0)} tokens/s, ${(peakBytes / 1e9).toFixed(2)} GB, loss ${first!.loss.toFixed(5)}`;
}
