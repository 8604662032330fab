import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { JobManifestInput, TrainEvent } from '@cultivar/sdk/spec';
import { bfloat16Support } from '../src/engine/class/bfloat16-support.ts';
import { runTraining, trainingClass } from '../src/index.ts';
import type { TrainRequest, TrainResult } from '../src/index.ts';
import { HAS_OPENVINO, openVinoDir } from './support/openvino.ts';
import { tinyJob } from './support/tiny-job.ts';

const WORKER = fileURLToPath(new URL('../src/worker.ts', import.meta.url));
/** Four sequences a step, so that lanes have something to share out. */
const MANY = { steps: 4, accumulation: 3, packing: false } as const;

const classOf = (precision: 'f32' | 'bf16') => trainingClass({ name: 'openvino', precision, libraryDir: '' });

let dir: string;
beforeAll(async () => {
  if (HAS_OPENVINO) dir = await openVinoDir();
}, 240_000);

async function job(manifest: Partial<JobManifestInput>): Promise<TrainRequest> {
  return { ...(await tinyJob({ ...MANY, ...manifest })), openVinoDir: dir };
}

/** Runs the worker; kills it with -9 after its first checkpoint when asked to. */
async function work(request: TrainRequest, end: 'finished' | 'killed'): Promise<void> {
  const child = spawn(process.execPath, [WORKER], { env: {}, stdio: ['pipe', 'pipe', 'inherit'] });
  const closed = once(child, 'close');
  child.stdin.end(JSON.stringify(request));
  for await (const line of createInterface({ input: child.stdout })) {
    const { type } = JSON.parse(line) as TrainEvent;
    if (end === 'killed' && type === 'checkpoint') child.kill('SIGKILL');
  }
  expect(await closed).toEqual(end === 'killed' ? [null, 'SIGKILL'] : [0, null]);
}

async function resultOf({ outDir }: TrainRequest): Promise<TrainResult> {
  return JSON.parse(await readFile(join(outDir, 'result.json'), 'utf8')) as TrainResult;
}

const precisions = bfloat16Support() === 'none' ? (['f32'] as const) : (['f32', 'bf16'] as const);

describe.runIf(HAS_OPENVINO)('training on OpenVINO', { timeout: 120_000 }, () => {
  it.each(precisions)(
    'in %s gives the same bits here and in another process, on one core and on two, killed and resumed',
    async (precision) => {
      const className = classOf(precision);
      const here = await runTraining({ ...(await job({ class: className })), threads: 1 });
      expect(JSON.parse(await readFile(here.tracePath, 'utf8'))).toMatchObject({ class: className });

      const other = { ...(await job({ class: className })), threads: 2 };
      await work(other, 'killed');
      await work(other, 'finished');
      const there = await resultOf(other);
      expect(there.traceRoot).toBe(here.traceRoot);
      expect(there.resultDigest).toBe(here.resultDigest);
    },
  );

  it('in f32 learns what ort-cpu learns, in a class of its own', async () => {
    const ort = await runTraining(await job({ steps: 2, class: trainingClass() }));
    const own = await runTraining(await job({ steps: 2, class: classOf('f32') }));
    expect(own.traceRoot).not.toBe(ort.traceRoot);
    const { heldOutLossBefore, heldOutLossAfter } = ort.metrics;
    expect(Math.abs(own.metrics.heldOutLossBefore! / heldOutLossBefore! - 1)).toBeLessThan(1e-5);
    expect(Math.abs(own.metrics.heldOutLossAfter! / heldOutLossAfter! - 1)).toBeLessThan(1e-3);
  });

  it('takes the fastest executor for a job without a class, and says which', async () => {
    const events: TrainEvent[] = [];
    await runTraining(await job({ steps: 1 }), { onEvent: (event) => events.push(event) });
    const expected = bfloat16Support() === 'fast' ? 'onnx openvino-bf16' : 'onnx ort-cpu';
    expect(events.find(({ type }) => type === 'started')).toMatchObject({ engine: expected });
  });
});

describe('a machine without OpenVINO', () => {
  it('refuses a job of one of its classes', async () => {
    const request = await tinyJob({ class: classOf('f32') });
    await expect(runTraining(request)).rejects.toMatchObject({ code: 'class_mismatch' });
  });
});
