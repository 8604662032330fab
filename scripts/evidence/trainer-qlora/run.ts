import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeRandomModel } from './write-random-model.ts';

// npm run evidence -- trainer-qlora [ROWS.jsonl] [--steps 600] [--adapter-steps 100] [--fresh]:
// what four bits cost a model whose weights lie on no grid of four bits. A Llama of 4.5 million weights is trained from a
// random start on rows of `question` and `answer` as plain text (--method full), then the same adapter on rows that it has
// not seen, on its f32 weights and on them in Q4_1. Prints a table. What is there goes on where it stopped.
const root = join(import.meta.dirname, '..', '..', '..');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    steps: { type: 'string', default: '600' },
    'adapter-steps': { type: 'string', default: '100' },
    fresh: { type: 'boolean', default: false },
  },
});
const rowsPath = positionals[0] ?? join(root, 'scripts', 'start', 'data', 'gsm8k', 'rows.jsonl');
const folder = join(root, '.cultivar', 'qlora');
/** Of the rows, what the model is trained on; the adapter has the rest. */
const SHARE = 0.85;
const SEED = 7;

type Metrics = { heldOutLossBefore: number; heldOutLossAfter: number };

if (values.fresh) await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
const [texts, rows] = await writeData();
const start = join(folder, 'start');
await writeRandomModel(start, join(root, 'trainer/test/parity/generated/tokenizers/byte-level'), SEED);

const common = ['--executor', 'ort-cpu', '--checkpoint-every', '50'];
const base = await train('base', [
  ...['--method', 'full', '--model', start, '--data', texts, '--template', 'text', '--steps', values.steps],
  ...['--learning-rate', '1e-3', '--weight-decay', '0.1', '--schedule', 'cosine', '--warmup', '20'],
  ...['--sequence-length', '256', '--accumulation', '16', '--held-out', '20', ...common],
]);
const adapter = [
  ...['--model', join(folder, 'base', 'model'), '--data', rows, '--template', 'instruction'],
  ...['--prompt-column', 'question', '--completion-column', 'answer', '--rank', '8'],
  ...['--steps', values['adapter-steps'], '--learning-rate', '1e-3', '--sequence-length', '512'],
  ...['--accumulation', '8', '--held-out', '25', '--bad-rows', 'skip', ...common],
];
const wide = await train('lora', adapter);
const narrow = await train('qlora', [...adapter, '--base-weights', 'q4_1']);

const line = (name: string, { heldOutLossBefore: before, heldOutLossAfter: after }: Metrics) =>
  console.log(`| ${name} | ${before.toFixed(4)} | ${after.toFixed(4)} |`);
console.log('| | held-out loss before | after |\n|---|---|---|');
line('the model itself, from its random start', base);
line('LoRA on its f32 weights', wide);
line('the same on Q4_1', narrow);
const cost = 100 * (narrow.heldOutLossAfter / wide.heldOutLossAfter - 1);
console.log(
  `\nQ4_1 against f32 after training: ${cost > 0 ? '+' : ''}${cost.toFixed(2)} % (target: within 2 %)`,
);

/** A run of the trainer, or what it left when it was there already. */
async function train(name: string, flags: string[]): Promise<Metrics> {
  const out = join(folder, name);
  const program = join(root, 'trainer', 'src', 'cli.ts');
  const run = spawn(process.execPath, ['--no-warnings', program, 'run', ...flags, '--out', out], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = (await once(run, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`the run ${name} ended with ${code}`);
  const { metrics } = JSON.parse(await readFile(join(out, 'result.json'), 'utf8')) as { metrics: Metrics };
  console.log(`${name}: ${metrics.heldOutLossBefore.toFixed(4)} -> ${metrics.heldOutLossAfter.toFixed(4)}`);
  return metrics;
}

/** Paragraphs for the model, rows for the adapter. */
async function writeData(): Promise<[texts: string, rows: string]> {
  const lines = (await readFile(rowsPath, 'utf8')).split('\n').filter((row) => row !== '');
  const cut = Math.floor(lines.length * SHARE);
  const places = [join(folder, 'texts.txt'), join(folder, 'rows.jsonl')] as const;
  const paragraphs = lines.slice(0, cut).map((row) => {
    const { question, answer } = JSON.parse(row) as { question: string; answer: string };
    return `${question}\n${answer}`.replaceAll(/\n{2,}/g, '\n');
  });
  await writeFile(places[0], paragraphs.join('\n\n'));
  await writeFile(places[1], `${lines.slice(cut).join('\n')}\n`);
  return [...places];
}
