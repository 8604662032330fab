import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { JobManifestInput, TrainEvent } from '@cultivar/sdk/spec';
import { loraLayout } from '../src/engine/decoder/lora-layout.ts';
import { ExecutorError } from '../src/engine/executor/executor-error.ts';
import { wasm } from '../src/engine/executor/wasm/wasm.ts';
import { requireGradients } from '../src/engine/reference/require-gradients.ts';
import { inspectExecutors, runTraining, trainingClass } from '../src/index.ts';
import type { TrainRequest, TrainResult } from '../src/index.ts';
import { temporaryFolder } from './support/temporary-folder.ts';
import { TINY_CONFIG } from './support/tiny-config.ts';
import { sums, tinyJob } from './support/tiny-job.ts';

const WORKER = fileURLToPath(new URL('../src/worker.ts', import.meta.url));
const CLASS = trainingClass({ name: 'wasm' });
/** Three sequences a step, so that lanes have something to share out. */
const MANY = { steps: 4, accumulation: 3, packing: false, class: CLASS } as const;

/** Runs the worker and kills it with -9 after its first checkpoint. */
async function workUntilKilled(request: TrainRequest): Promise<void> {
  const child = spawn(process.execPath, [WORKER], { env: {}, stdio: ['pipe', 'pipe', 'inherit'] });
  const closed = once(child, 'close');
  child.stdin.end(JSON.stringify(request));
  for await (const line of createInterface({ input: child.stdout })) {
    if ((JSON.parse(line) as TrainEvent).type === 'checkpoint') child.kill('SIGKILL');
  }
  expect(await closed).toEqual([null, 'SIGKILL']);
}

/** A job of two steps on sums, or on sums with a right answer and a wrong one. */
async function pairsOr(manifest: Partial<JobManifestInput>, name: string): Promise<TrainRequest> {
  const job = { ...manifest, steps: 2, class: name };
  if (manifest.objective === undefined) return tinyJob(job);
  const rows = sums(16).map(({ question, answer }) => ({ prompt: question, chosen: answer, rejected: 'no' }));
  const request = await tinyJob(job, rows);
  const format = { name: 'preference', prompt: 'prompt', chosen: 'chosen', rejected: 'rejected' } as const;
  return { ...request, datasets: [{ ...request.datasets[0]!, format }] };
}

describe('training in WebAssembly', { timeout: 120_000 }, () => {
  it('gives the same bits on one core and on two, killed in another process and resumed, and learns what ort-cpu learns', async () => {
    const cacheDir = await temporaryFolder();
    const here = await runTraining({ ...(await tinyJob(MANY)), threads: 1, cacheDir });
    expect(JSON.parse(await readFile(here.tracePath, 'utf8'))).toMatchObject({ class: CLASS });

    const other = { ...(await tinyJob(MANY)), threads: 2, cacheDir };
    await workUntilKilled({ ...other, threads: 1 });
    const there = await runTraining(other);
    expect(there.traceRoot).toBe(here.traceRoot);
    expect(there.resultDigest).toBe(here.resultDigest);

    const ort = await runTraining({ ...(await tinyJob({ ...MANY, class: trainingClass() })), threads: 1 });
    expect(ort.traceRoot).not.toBe(here.traceRoot);
    const change = ({ metrics }: TrainResult) => metrics.heldOutLossAfter! - metrics.heldOutLossBefore!;
    expect(change(here)).toBeLessThan(0);
    expect(Math.abs(change(here) / change(ort) - 1)).toBeLessThan(1e-3);
  });

  it.each([
    ['every weight', { method: 'full', lora: undefined, optimizer: { name: 'adamw', learningRate: 0.002 } }],
    [
      'DoRA beside a base in four bits from pairs of answers',
      {
        ...{ objective: { name: 'dpo', beta: 0.5 }, baseWeights: 'q4_1', packing: false },
        lora: { rank: 4, alpha: 8, targets: ['q_proj', 'v_proj', 'down_proj'], dora: true },
      },
    ],
  ] as const satisfies [string, Partial<JobManifestInput>][])(
    'trains %s as ort-cpu does',
    async (_, manifest) => {
      const cacheDir = await temporaryFolder();
      const changeIn = async (name: string) => {
        const { metrics } = await runTraining({ ...(await pairsOr(manifest, name)), threads: 1, cacheDir });
        return metrics.heldOutLossAfter! - metrics.heldOutLossBefore!;
      };
      const change = await changeIn(CLASS);
      expect(change).toBeLessThan(0);
      expect(Math.abs(change / (await changeIn(trainingClass())) - 1)).toBeLessThan(1e-3);
    },
  );

  it('is looked at only when it is asked for, and never chosen before a faster one', async () => {
    const cacheDir = await temporaryFolder();
    const names = async (optIn?: ['wasm']) => {
      const { findings, chosen } = await inspectExecutors({ optIn, cacheDir });
      return { chosen: chosen?.executor, wasm: findings.find(({ executor }) => executor === 'wasm') };
    };
    expect(await names()).toEqual({ chosen: 'ort-cpu', wasm: undefined });
    const passed = { executor: 'wasm', state: 'passed', class: CLASS };
    expect(await names(['wasm'])).toEqual({ chosen: 'ort-cpu', wasm: passed });
  });
});

it('refuses a binary that is not the one of its class', async () => {
  const layout = loraLayout(TINY_CONFIG, { rank: 2, alpha: 4, targets: ['q_proj'] });
  const executor = wasm(async () => new Uint8Array(8));
  await expect(requireGradients(executor, TINY_CONFIG, layout, 'activations')).rejects.toThrow(ExecutorError);
});
