import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { LORA_TARGETS } from '@cultivar/sdk/spec';
import type { JobManifestInput, TrainEvent } from '@cultivar/sdk/spec';
import { openChat, trainingClass } from '@cultivar/trainer';
import type { TrainRequest } from '@cultivar/trainer';
import { fetchBaseModel, SMOLLM2_135M_INSTRUCT } from '@cultivar/trainer/fetch';

// npm run bench -- trainer: SmolLM2-135M, T = 256, r = 8, all projections, real rows, in a process of its own.
const root = join(import.meta.dirname, '..', '..');
const { files: modelFiles } = await fetchBaseModel(SMOLLM2_135M_INSTRUCT, {
  cacheDir: join(root, '.cache', 'models'),
  onMiss: (line) => console.log(line),
});
const training = await measureTraining();
const answering = await measureAnswering();

type Figure = { name: string; value: number; unit: string; target: number; peer: string };
const figures: Figure[] = [
  {
    ...{ name: 'training', value: training.tokensPerSecond, unit: 'tokens/s', target: 350 },
    peer: 'PEFT f32 241, whole-step graph 476-577 (Zen 5)',
  },
  { name: 'peak memory', value: training.peakMemoryBytes / 1e9, unit: 'GB', target: 3, peer: 'PEFT f32 2.2' },
  { name: 'load to first step', value: training.loadSeconds, unit: 's', target: 3, peer: 'torch.compile 69' },
  { name: 'first token after 200', value: answering.firstTokenMs, unit: 'ms', target: 250, peer: '' },
  { name: 'answering', value: answering.tokensPerSecond, unit: 'tokens/s', target: 20, peer: '' },
];
const rows = figures.map((figure) => ({ ...figure, ratio: figure.value / figure.target }));
for (const { name, value, unit, target, ratio, peer } of rows) {
  console.log(
    name.padEnd(24),
    `${value.toFixed(2)} ${unit}`.padStart(18),
    `target ${target}`.padStart(12),
    ratio.toFixed(2).padStart(6),
    peer,
  );
}
await mkdir(join(root, '.cultivar', 'bench'), { recursive: true });
await writeFile(join(root, '.cultivar', 'bench', 'trainer.json'), `${JSON.stringify(rows, null, 2)}\n`);

async function measureTraining() {
  const folder = await mkdtemp(join(tmpdir(), 'cultivar-bench-'));
  const worker = fileURLToPath(new URL('./worker.ts', import.meta.resolve('@cultivar/trainer')));
  const started = performance.now();
  const child = spawn(process.execPath, [worker], { env: {}, stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify(request(join(folder, 'run'))));
  let loadSeconds = 0;
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      const event = JSON.parse(line) as TrainEvent;
      if (event.type === 'started') loadSeconds = (performance.now() - started) / 1000;
      if (event.type === 'failed') throw new Error(`${event.code}: ${event.message}`);
      if (event.type === 'finished') return { ...event, loadSeconds };
    }
    throw new Error('the trainer ended without a result');
  } finally {
    child.kill();
    await rm(folder, { recursive: true, force: true });
  }
}

function request(outDir: string): TrainRequest {
  const [base, dataset] = [`0x${'11'.repeat(32)}`, `0x${'22'.repeat(32)}`] as const;
  const creator = `0x${'33'.repeat(20)}` as const;
  const manifest: JobManifestInput = {
    ...{
      cultivar: 1,
      kind: 'job',
      name: 'Benchmark',
      creator,
      license: 'Apache-2.0',
      files: [],
      chainId: 41_337,
    },
    base: { asset: '41337:1', manifest: base },
    datasets: [{ asset: '41337:2', manifest: dataset }],
    data: { maxRows: 64, heldOutRows: 0, orderSeed: 1 },
    method: 'lora',
    lora: { rank: 8, alpha: 16, targets: [...LORA_TARGETS] },
    ...{ sequenceLength: 256, accumulation: 4, steps: 10, seed: 1, segmentSteps: 10 },
    optimizer: { name: 'adamw', learningRate: 1e-3 },
    schedule: { name: 'constant' },
    evaluation: { everySteps: 0 },
    class: trainingClass(),
  };
  return {
    provenance: { chainId: 41_337, escrow: `0x${'44'.repeat(20)}`, jobId: '1' },
    ...{ requester: creator, title: 'Benchmark', parents: [], manifest, modelFiles, outDir },
    datasets: [
      {
        manifest: dataset,
        format: { name: 'prompt-completion', prompt: 'question', completion: 'answer' },
        files: [{ name: 'rows.jsonl', path: join(root, 'scripts', 'start', 'data', 'gsm8k', 'rows.jsonl') }],
      },
    ],
  };
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
