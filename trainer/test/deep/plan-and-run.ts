import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { JobManifestInput } from '@cultivar/sdk/spec';
import { cacheDirOf, findModel } from '../../src/cli/find-model.ts';
import type { DecoderConfig } from '../../src/model/decoder-config.ts';
import type { RunEstimate } from '../../src/plan/estimate-run.ts';
import { planRun } from '../../src/plan/plan-run.ts';
import type { TrainRequest } from '../../src/run/train-request.ts';
import { ggufBytes } from '../support/gguf-bytes.ts';
import { TINY_CONFIG } from '../support/tiny-config.ts';
import { tinyGgufMetadata, tinyGgufTensors } from '../support/tiny-gguf.ts';
import { tinyRequest } from '../support/tiny-request.ts';
import type { MeasuredRun } from './measured-run.ts';

// node trainer/test/deep/plan-and-run.ts [case ...]
// Plans runs and takes them, one after the other, and prints what was predicted beside what was measured: memory, work
// (seconds of all processors together, which a busy machine changes little) and time by the clock. It judges nothing.

const THREADS = 2;
const ROWS = fileURLToPath(new URL('../../../scripts/start/data/gsm8k/rows.jsonl', import.meta.url));
const LORA = {
  ...{ rank: 8, alpha: 16 },
  targets: ['q_proj', 'k_proj', 'v_proj', 'o_proj', 'gate_proj', 'up_proj', 'down_proj'],
} as const;

type Case = { model: Partial<DecoderConfig> | 'smollm2-135m-instruct'; manifest: Partial<JobManifestInput> };

const small = { hiddenSize: 256, intermediateSize: 768, layers: 8, headDim: 64, contextLength: 2048 };
const wide = {
  hiddenSize: 512,
  intermediateSize: 1408,
  layers: 6,
  heads: 8,
  headDim: 64,
  contextLength: 2048,
};
const CASES: Readonly<Record<string, Case>> = {
  'small, packed': { model: small, manifest: { sequenceLength: 256, accumulation: 4, steps: 12 } },
  'small, a row a sequence': {
    model: small,
    manifest: { sequenceLength: 1024, packing: false, accumulation: 3, steps: 8 },
  },
  'small, one at a time': { model: small, manifest: { sequenceLength: 512, steps: 12 } },
  'wide, packed': { model: wide, manifest: { sequenceLength: 512, accumulation: 4, steps: 5 } },
  'wide, long': { model: wide, manifest: { sequenceLength: 1536, accumulation: 2, steps: 4 } },
  '135M, T 256, rank 8': {
    model: 'smollm2-135m-instruct',
    manifest: { sequenceLength: 256, accumulation: 4, steps: 4 },
  },
  '135M, T 512, rank 16': {
    model: 'smollm2-135m-instruct',
    manifest: {
      sequenceLength: 512,
      accumulation: 2,
      steps: 4,
      lora: { ...LORA, rank: 16, targets: [...LORA.targets] },
    },
  },
};

async function requestOf({ model, manifest }: Case, folder: string): Promise<TrainRequest> {
  const request = await tinyRequest(
    folder,
    {
      ...{ data: { heldOutRows: 8, orderSeed: 3, badRows: 'skip' }, packing: true, segmentSteps: 4 },
      lora: { ...LORA, targets: [...LORA.targets] },
      ...manifest,
    },
    [],
  );
  request.datasets[0]!.files = [{ name: 'rows.jsonl', path: ROWS }];
  request.threads = THREADS;
  request.cacheDir = cacheDirOf(process.env);
  if (typeof model === 'string') {
    return { ...request, modelFiles: await findModel(model, { env: process.env, err: process.stderr }) };
  }
  const config = { ...TINY_CONFIG, ...model };
  const path = join(folder, 'model.gguf');
  await writeFile(path, ggufBytes(tinyGgufMetadata(config), tinyGgufTensors(config)));
  return { ...request, modelFiles: [{ name: 'model.gguf', path }] };
}

async function measure(request: TrainRequest): Promise<MeasuredRun> {
  const program = fileURLToPath(new URL('./measured-run.ts', import.meta.url));
  const child = spawn(process.execPath, ['--no-warnings', program], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify(request));
  return JSON.parse(await text(child.stdout)) as MeasuredRun;
}

function show(name: string, estimate: RunEstimate, measured: MeasuredRun): void {
  const off = (predicted: number, found: number) => {
    const share = (100 * (predicted - found)) / found;
    return `${share < 0 ? '' : '+'}${share.toFixed(1)} %`;
  };
  const said = (predicted: number, found: number, unit: string) =>
    `${predicted.toFixed(2)} / ${found.toFixed(2)} ${unit} (${off(predicted, found)})`;
  const { peakBytes, busySeconds, seconds, stretch } = estimate;
  const columns = [
    said(peakBytes / 1e9, measured.peakBytes / 1e9, 'GB'),
    said(busySeconds, measured.busySeconds, 's'),
    said(seconds * stretch, measured.seconds, 's'),
    stretch.toFixed(2),
  ];
  console.log(`| ${[name, ...columns].join(' | ')} |`);
}

const wanted = process.argv.slice(2);
const names = Object.keys(CASES).filter((name) => wanted.length === 0 || wanted.includes(name));
console.log('Predicted / measured. By the clock: as busy as the machine was during the trial.\n');
console.log('| run | peak memory | work of all processors | by the clock | stretched |');
console.log('|---|---|---|---|---|');
for (const name of names) {
  const folder = await mkdtemp(join(tmpdir(), 'cultivar-plan-'));
  try {
    const request = await requestOf(CASES[name]!, folder);
    const { estimate } = await planRun(request, THREADS);
    show(name, estimate, await measure(request));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
