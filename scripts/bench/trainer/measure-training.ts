import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { LORA_TARGETS } from '@cultivar/sdk/spec';
import type { JobManifestInput, TrainEvent } from '@cultivar/sdk/spec';
import type { TrainRequest } from '@cultivar/trainer';
import type { Speed } from './measure-peft.ts';

/** What a run is measured on. */
export type Measured = {
  root: string;
  modelFiles: TrainRequest['modelFiles'];
  openVinoDir: string | undefined;
  /** Determinism class to train in. */
  className: string;
  steps: number;
};

/** Trains in a process of its own, as a node does: real rows, T = 256, r = 8, all projections, four sequences a step. */
export async function measureTraining(measured: Measured): Promise<Speed & { loadSeconds: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'cultivar-bench-'));
  const worker = fileURLToPath(new URL('./worker.ts', import.meta.resolve('@cultivar/trainer')));
  const started = performance.now();
  const child = spawn(process.execPath, [worker], { env: {}, stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify(request(measured, join(folder, 'run'))));
  let loadSeconds = 0;
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      const event = JSON.parse(line) as TrainEvent;
      if (event.type === 'started') loadSeconds = (performance.now() - started) / 1000;
      if (event.type === 'failed') throw new Error(`${event.code}: ${event.message}`);
      if (event.type === 'finished') {
        const { tokensPerSecond, peakMemoryBytes } = event;
        return { tokensPerSecond, peakMemoryBytes, loadSeconds };
      }
    }
    throw new Error('the trainer ended without a result');
  } finally {
    child.kill();
    await rm(folder, { recursive: true, force: true });
  }
}

function request(
  { root, modelFiles, openVinoDir, className, steps }: Measured,
  outDir: string,
): TrainRequest {
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
    ...{ sequenceLength: 256, accumulation: 4, steps, seed: 1, segmentSteps: steps },
    optimizer: { name: 'adamw', learningRate: 1e-3 },
    schedule: { name: 'constant' },
    evaluation: { everySteps: 0 },
    class: className,
  };
  return {
    provenance: { chainId: 41_337, escrow: `0x${'44'.repeat(20)}`, jobId: '1' },
    ...{ requester: creator, title: 'Benchmark', parents: [], manifest, modelFiles, outDir },
    ...(openVinoDir === undefined ? {} : { openVinoDir }),
    // What a machine remembers of its gradients is there at every run but the first.
    cacheDir: join(root, '.cache', 'gradients'),
    datasets: [
      {
        manifest: dataset,
        format: { name: 'prompt-completion', prompt: 'question', completion: 'answer' },
        files: [{ name: 'rows.jsonl', path: join(root, 'scripts', 'start', 'data', 'gsm8k', 'rows.jsonl') }],
      },
    ],
  };
}
