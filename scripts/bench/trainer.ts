import { mkdir, writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { inspectExecutors, openChat } from '@cultivar/trainer';
import { fetchBaseModel, FetchError, fetchOpenVino, SMOLLM2_135M_INSTRUCT } from '@cultivar/trainer/fetch';
import { measurePeft } from './trainer/measure-peft.ts';
import type { Speed } from './trainer/measure-peft.ts';
import { measureTraining } from './trainer/measure-training.ts';

// npm run bench -- trainer [--steps 10] [--rounds 2] [--executors ort-cpu,wasm]: SmolLM2-135M, T = 256, r = 8, all
// projections, every executor of this machine, or those that are named. With CULTIVAR_PYTHON naming a Python that has
// torch, transformers and peft, these take their turns in the same rounds, and the ratios are printed.
const { values } = parseArgs({
  options: {
    steps: { type: 'string', default: '10' },
    rounds: { type: 'string', default: '2' },
    executors: { type: 'string' },
  },
});
const [steps, rounds] = [Number(values.steps), Number(values.rounds)];
const root = join(import.meta.dirname, '..', '..');
const python = process.env.CULTIVAR_PYTHON;
const { files: modelFiles } = await fetchBaseModel(SMOLLM2_135M_INSTRUCT, {
  cacheDir: join(root, '.cache', 'models'),
  onMiss: (line) => console.log(line),
});
const openVinoDir = await fetchOpenVino({ cacheDir: join(root, '.cache') }).catch((error: unknown) => {
  if (!(error instanceof FetchError)) throw error;
  console.log(error.message);
  return undefined;
});
const { findings } = await inspectExecutors({
  ...{ openVinoDir, cacheDir: join(root, '.cache', 'gradients'), optIn: ['wasm'] },
});
const asked = values.executors?.split(',');

type Figure = { name: string; value: number; unit: string; target?: number; peer?: string; ratio?: number };
/** The best of all rounds for each way to train, by its name. */
const ours = new Map<string, Speed & { loadSeconds: number }>();
const peers = new Map<string, Speed>();
for (let round = 0; round < rounds; round++) {
  for (const { executor, class: className } of findings) {
    if (className === undefined || asked?.includes(executor) === false) continue;
    const speed = await measureTraining({ root, modelFiles, openVinoDir, className, steps });
    keepBest(ours, executor, speed);
    tell(executor, speed);
  }
  for (const precision of ['f32', 'bf16'] as const) {
    if (python === undefined) continue;
    const speed = await measurePeft(python, precision, Math.max(1, Math.round(steps / 2)));
    keepBest(peers, `PEFT ${precision}`, speed);
    tell(`PEFT ${precision}`, speed);
  }
}
const answering = await measureAnswering();

const [native, webAssembly] = [ours.get('ort-cpu'), ours.get('wasm')];
const bestPeer = [...peers].toSorted(([, a], [, b]) => b.tokensPerSecond - a.tokensPerSecond)[0];
const figures: Figure[] = [...ours].flatMap(([executor, speed]) => {
  const beside = executor.endsWith('bf16') ? 'PEFT bf16' : 'PEFT f32';
  const peer = peers.get(beside);
  return [
    {
      ...{ name: `training, ${executor}`, value: speed.tokensPerSecond, unit: 'tokens/s' },
      ...(peer ? { peer: beside, ratio: speed.tokensPerSecond / peer.tokensPerSecond } : {}),
    },
    {
      ...{ name: `peak memory, ${executor}`, value: speed.peakMemoryBytes / 1e9, unit: 'GB' },
      ...(peer ? { peer: beside, ratio: speed.peakMemoryBytes / peer.peakMemoryBytes } : {}),
    },
    { name: `load to first step, ${executor}`, value: speed.loadSeconds, unit: 's', target: 3 },
  ];
});
if (bestPeer) {
  const best = Math.max(...[...ours.values()].map(({ tokensPerSecond }) => tokensPerSecond));
  const [peer, speed] = bestPeer;
  figures.push({
    name: 'best of ours : best of PEFT',
    value: best / speed.tokensPerSecond,
    unit: '',
    target: 1.6,
    peer,
  });
}
if (native && webAssembly) {
  const ratio = webAssembly.tokensPerSecond / native.tokensPerSecond;
  figures.push({ name: 'wasm : ort-cpu', value: ratio, unit: '', target: 0.25, peer: 'ort-cpu' });
}
figures.push(
  { name: 'first token after 200', value: answering.firstTokenMs, unit: 'ms', target: 250 },
  { name: 'answering', value: answering.tokensPerSecond, unit: 'tokens/s', target: 20 },
);
for (const { name, value, unit, target, peer, ratio } of figures) {
  console.log(
    name.padEnd(34),
    `${value.toFixed(2)} ${unit}`.padStart(18),
    (target === undefined ? '' : `target ${target}`).padStart(12),
    ratio === undefined ? '' : `${ratio.toFixed(2)} of`,
    peer ?? '',
  );
}
await mkdir(join(root, '.cultivar', 'bench'), { recursive: true });
await writeFile(join(root, '.cultivar', 'bench', 'trainer.json'), `${JSON.stringify(figures, null, 2)}\n`);

function keepBest<T extends Speed>(known: Map<string, T>, name: string, speed: T): void {
  const before = known.get(name);
  if (!before || speed.tokensPerSecond > before.tokensPerSecond) known.set(name, speed);
}

function tell(name: string, { tokensPerSecond, peakMemoryBytes }: Speed): void {
  const [load] = loadavg();
  const memory = `${(peakMemoryBytes / 1e9).toFixed(2)} GB`;
  console.log(`${name}: ${tokensPerSecond.toFixed(0)} tokens/s, ${memory}, load ${load!.toFixed(1)}`);
}

async function measureAnswering() {
  const chat = await openChat({ modelFiles });
  const prompt = 'The quick brown fox jumps over the lazy dog and runs away. '.repeat(15);
  const started = performance.now();
  let first = 0;
  let count = 0;
  for await (const { tokenId } of chat.complete({ prompt, maxTokens: 64 })) {
    if (count++ === 0 && tokenId >= 0) first = performance.now();
  }
  const ended = performance.now();
  await chat.close();
  return { firstTokenMs: first - started, tokensPerSecond: ((count - 1) / (ended - first)) * 1000 };
}
