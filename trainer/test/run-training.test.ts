import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createHash } from 'node:crypto';
import { readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  ManifestError,
  manifestDigest,
  parseManifest,
  sealOf,
  traceLeafHash,
  traceRoot,
  traceShape,
  trainEventSchema,
} from '@cultivar/sdk/spec';
import type { Hex, JobManifestInput, TrainEvent } from '@cultivar/sdk/spec';
import { DataError } from '../src/data/data-error.ts';
import { runTraining, TrainError, trainingClass } from '../src/index.ts';
import type { TrainRequest, TrainResult } from '../src/index.ts';
import { ggufBytes } from './support/gguf-bytes.ts';
import { tinyGgufMetadata, tinyGgufTensors } from './support/tiny-gguf.ts';
import { sums, tinyJob } from './support/tiny-job.ts';

/** Whole runs on a machine that may be busy: time decides nothing here. */
const PATIENCE_MS = 120_000;
const WORKER = fileURLToPath(new URL('../src/worker.ts', import.meta.url));

async function train(request: TrainRequest): Promise<{ result: TrainResult; events: TrainEvent[] }> {
  const events: TrainEvent[] = [];
  const result = await runTraining(request, { onEvent: (event) => events.push(event) });
  return { result, events };
}

const ofType = <T extends TrainEvent['type']>(events: readonly TrainEvent[], type: T) =>
  events.filter((event) => event.type === type) as Extract<TrainEvent, { type: T }>[];

const f32s = (values: number[]) => new Uint8Array(Float32Array.from(values).buffer);

const manifestOf = (request: TrainRequest) => request.manifest as JobManifestInput;

describe('a run', { timeout: PATIENCE_MS }, () => {
  it('teaches the model, tells what it does, and hands over an adapter whose files and digests fit', async () => {
    const request = await tinyJob({
      ...{ steps: 30, evaluation: { everySteps: 10 }, segmentSteps: 10 },
      lora: { rank: 8, alpha: 64, targets: ['o_proj', 'down_proj', 'up_proj', 'v_proj'] },
    });
    const { result, events } = await train(request);

    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => i + 1));
    for (const event of events) trainEventSchema.parse(event);
    expect(ofType(events, 'started')[0]).toMatchObject({
      steps: 30,
      rows: 20,
      heldOutRows: 4,
      resumedFromStep: 0,
    });
    expect(ofType(events, 'step').map(({ step }) => step)).toEqual(
      Array.from({ length: 30 }, (_, i) => i + 1),
    );
    expect(ofType(events, 'eval').map(({ step }) => step)).toEqual([0, 10, 20, 30]);
    expect(events.at(-1)).toMatchObject({ type: 'finished', steps: 30 });
    const { heldOutLossBefore, heldOutLossAfter } = result.metrics;
    // The tiny model's random final norm keeps every answer near chance, so there is little to win.
    expect(heldOutLossAfter!).toBeLessThan(0.98 * heldOutLossBefore!);

    const manifest = parseManifest(JSON.parse(await readFile(result.manifestPath, 'utf8')), 'adapter');
    expect(manifestDigest(manifest)).toBe(result.resultDigest);
    expect(manifest.job).toEqual(request.provenance);
    expect(manifest.files.map(({ name }) => name)).toEqual((await readdir(result.adapterDir)).toSorted());
    for (const { name, sha256 } of manifest.files) {
      const bytes = await readFile(join(result.adapterDir, name));
      expect(`0x${createHash('sha256').update(bytes).digest('hex')}`).toBe(sha256);
    }
  });

  it('leaves a trace of inputs, segments, evaluation and export, and shows no secret', async () => {
    const request = await tinyJob();
    const { result } = await train(request);
    const trace = parseManifest(JSON.parse(await readFile(result.tracePath, 'utf8')), 'trace');
    expect(trace.leaves.map(({ stage, step }) => `${stage} ${step}`)).toEqual([
      ...['init 0', 'segment 2', 'segment 4', 'segment 6', 'evaluation 6', 'export 6'],
    ]);
    expect(trace.root).toBe(traceRoot(trace.leaves.map(({ hash }) => hash)));
    expect(traceShape(parseManifest(request.manifest, 'job'), 6).segments).toBe(trace.leaves.length);
    const jobId = BigInt(request.provenance.jobId);
    for (const [index, { hash, stateHash, seal }] of trace.leaves.entries()) {
      expect(hash).toBe(traceLeafHash({ jobId, index, stateHash, seal }));
    }
    expect(trace.leaves.at(-1)!.stateHash).toBe(result.resultDigest);
    expect(trace.files.map(({ name }) => name)).toEqual(
      [0, 2, 4, 6].map((step) => `checkpoints/step-00000${step}.state`),
    );
    expect(trace.files.slice(1).map(({ sha256 }) => sha256)).toEqual(
      trace.leaves.slice(1, 4).map(({ stateHash }) => stateHash),
    );

    const ledgerPath = join(request.outDir, 'ledger.private.json');
    expect((await stat(ledgerPath)).mode & 0o777).toBe(0o600);
    const ledger = JSON.parse(await readFile(ledgerPath, 'utf8')) as { leaves: { secret: Hex }[] };
    expect(ledger.leaves.map(({ secret }) => sealOf(secret))).toEqual(trace.leaves.map(({ seal }) => seal));
    for (const name of ['events.jsonl', 'trace.json', 'manifest.json', 'result.json']) {
      const shown = await readFile(join(request.outDir, name), 'utf8');
      for (const { secret } of ledger.leaves) expect(shown).not.toContain(secret.slice(2));
    }
  });

  it('gives the same bits a second time, in another process, and with one core or three', async () => {
    const first = await train(await tinyJob());
    const second = await train(await tinyJob());
    const many = { accumulation: 5, packing: false };
    const one = await train({ ...(await tinyJob(many)), threads: 1 });
    const three = await train({ ...(await tinyJob(many)), threads: 3 });
    expect(three.result.traceRoot).toBe(one.result.traceRoot);
    const request = await tinyJob();
    expect(await work(request).ended).toBe(0);
    const third = JSON.parse(await readFile(join(request.outDir, 'result.json'), 'utf8')) as TrainResult;
    expect(second.result.traceRoot).toBe(first.result.traceRoot);
    expect(third.traceRoot).toBe(first.result.traceRoot);
    expect(second.result.resultDigest).toBe(first.result.resultDigest);
  });

  it('gives other bits for another seed, order or job', async () => {
    const usual = await train(await tinyJob());
    const seeded = await train(await tinyJob({ seed: 6 }));
    const ordered = await train(await tinyJob({ data: { heldOutRows: 4, orderSeed: 4 } }));
    const request = await tinyJob();
    const other = await train({ ...request, provenance: { ...request.provenance, jobId: '8' } });
    const roots = [usual, seeded, ordered, other].map(({ result }) => result.traceRoot);
    expect(new Set(roots).size).toBe(4);
  });

  it('has the same loss and gradient norm however a step is cut into micro-batches', async () => {
    const first = async (batchSize: number, accumulation: number) => {
      const { events } = await train(await tinyJob({ steps: 2, batchSize, accumulation, packing: false }));
      return ofType(events, 'step');
    };
    const [whole, halves, quarters] = [await first(4, 1), await first(2, 2), await first(1, 4)];
    for (const cut of [halves, quarters]) {
      cut.forEach(({ loss, gradNorm }, i) => {
        expect(Math.abs(loss / whole[i]!.loss - 1)).toBeLessThan(1e-5);
        expect(Math.abs(gradNorm / whole[i]!.gradNorm - 1)).toBeLessThan(1e-5);
      });
    }
  });

  it('runs so many passes over the rows where no number of steps is given', async () => {
    const { events } = await train(
      await tinyJob({ steps: undefined, epochs: 2, packing: false, batchSize: 3 }),
    );
    const { steps, tokens } = ofType(events, 'started')[0]!;
    expect(steps).toBe(14);
    expect(ofType(events, 'step').at(-1)!.tokens).toBe(2 * tokens);
  });
});

describe('an interrupted run', { timeout: PATIENCE_MS }, () => {
  it('killed with -9 goes on from its last checkpoint to the same bits, its events numbered on', async () => {
    const whole = await train(await tinyJob({ steps: 40 }));
    const request = await tinyJob({ steps: 40 });
    const killed = work(request);
    await killed.seen((event) => event.type === 'checkpoint' && event.step >= 6);
    killed.process.kill('SIGKILL');
    await killed.ended;
    const before = killed.events.length;

    const resumed = await train(request);
    expect(ofType(resumed.events, 'started')[0]!.resumedFromStep).toBeGreaterThanOrEqual(6);
    expect(resumed.events[0]!.seq).toBeGreaterThanOrEqual(before + 1);
    expect(resumed.result.traceRoot).toBe(whole.result.traceRoot);
    expect(resumed.result.resultDigest).toBe(whole.result.resultDigest);
    const log = (await readFile(join(request.outDir, 'events.jsonl'), 'utf8')).trim().split('\n');
    expect(log.map((line) => (JSON.parse(line) as TrainEvent).seq)).toEqual(log.map((_, i) => i + 1));
  });

  it('told to stop says so, exits with 4 and goes on later to the same bits', async () => {
    const whole = await train(await tinyJob({ steps: 40, segmentSteps: 40 }));
    const request = await tinyJob({ steps: 40, segmentSteps: 40 });
    const stopped = work(request);
    await stopped.seen((event) => event.type === 'step' && event.step >= 3);
    stopped.process.kill('SIGTERM');
    expect(await stopped.ended).toBe(4);
    expect(stopped.events.at(-1)).toMatchObject({ type: 'failed', code: 'canceled' });

    const resumed = await train(request);
    expect(ofType(resumed.events, 'started')[0]!.resumedFromStep).toBeGreaterThanOrEqual(3);
    expect(resumed.result.traceRoot).toBe(whole.result.traceRoot);
  });

  it('with a damaged checkpoint starts again rather than go on from it', async () => {
    const request = await tinyJob();
    const { result } = await train(request);
    await writeFile(join(request.outDir, 'checkpoints', 'step-000006.state'), 'damaged');
    const again = await train(request);
    expect(ofType(again.events, 'started')[0]!.resumedFromStep).toBe(0);
    expect(again.result.traceRoot).toBe(result.traceRoot);
  });

  it('refuses to go on with other inputs', async () => {
    const request = await tinyJob();
    await train(request);
    const first = join(request.outDir, 'checkpoints', 'step-000000.state');
    const begunWith = await readFile(first);
    const changed = { ...request, manifest: { ...manifestOf(request), seed: 99 } };
    await expect(runTraining(changed)).rejects.toMatchObject({ name: 'TrainError', code: 'inputs_changed' });
    expect(await readFile(first)).toEqual(begunWith);
  });
});

describe('a run that cannot succeed', { timeout: PATIENCE_MS }, () => {
  it('names the step at which the loss left the numbers, and what to try', async () => {
    const request = await tinyJob();
    const tensors = tinyGgufTensors().map((tensor) =>
      tensor.name === 'output_norm.weight' ? { ...tensor, bytes: f32s(Array(64).fill(3e38)) } : tensor,
    );
    await writeFile(request.modelFiles[0]!.path, ggufBytes(tinyGgufMetadata(), tensors));
    const seen: TrainEvent[] = [];
    const failed = runTraining(request, { onEvent: (event) => seen.push(event) });
    await expect(failed).rejects.toMatchObject({
      code: 'diverged',
      hint: expect.stringContaining('learning rate'),
    });
    expect(seen.at(-1)).toMatchObject({ type: 'failed', code: 'diverged' });
  });

  it('refuses a class that this machine is not of', async () => {
    const request = await tinyJob({ class: 'exact:ort-cpu/000000000000/avx512' });
    await expect(runTraining(request)).rejects.toMatchObject({ code: 'class_mismatch' });
  });

  it('takes the class that this machine is of', async () => {
    const { result } = await train(await tinyJob({ class: trainingClass(), steps: 1 }));
    expect(JSON.parse(await readFile(result.tracePath, 'utf8'))).toMatchObject({ class: trainingClass() });
  });

  it('refuses an unknown key of the manifest with the nearest name', async () => {
    const request = await tinyJob({ ...({ sequenceLenght: 64 } as object) });
    await expect(runTraining(request)).rejects.toThrow(ManifestError);
    await expect(runTraining(request)).rejects.toThrow(/sequenceLength/);
  });

  it('refuses a bad row with its number, or goes on without it as the manifest says', async () => {
    const rows = [...sums(10), { question: 'no answer' }, ...sums(12).slice(10)];
    await expect(runTraining(await tinyJob({}, rows))).rejects.toThrow(DataError);
    const data = { heldOutRows: 2, orderSeed: 3, badRows: 'skip' } as const;
    const { events } = await train(await tinyJob({ data, steps: 1 }, rows));
    expect(ofType(events, 'started')[0]!.skippedRows).toBe(1);
    expect(ofType(events, 'warning')[0]!.message).toContain('row 11');
  });

  it('refuses datasets that the job does not name', async () => {
    const request = await tinyJob();
    const datasets = [{ ...request.datasets[0]!, manifest: `0x${'33'.repeat(32)}` as const }];
    await expect(runTraining({ ...request, datasets })).rejects.toBeInstanceOf(TrainError);
  });
});

describe('the worker process', { timeout: PATIENCE_MS }, () => {
  it('works with an empty environment and leaves its result in the folder', async () => {
    const request = await tinyJob({ steps: 2 });
    const run = work(request);
    expect(await run.ended).toBe(0);
    const result = JSON.parse(await readFile(join(request.outDir, 'result.json'), 'utf8')) as TrainResult;
    expect(run.events.at(-1)!.type).toBe('finished');
    expect(result.resultDigest).toMatch(/^0x[0-9a-f]{64}$/);
  });

  it('exits with 2 when the request or its inputs are at fault', async () => {
    const request = await tinyJob({ class: 'exact:none' });
    expect(await work(request).ended).toBe(2);
    expect(await work({ ...request, outDir: '' }).ended).toBe(2);
  });
});

/** Starts the worker on a request, with nothing in its environment. */
function work(request: TrainRequest) {
  const process_ = spawn(process.execPath, [WORKER], { env: {}, stdio: ['pipe', 'pipe', 'ignore'] });
  const events: TrainEvent[] = [];
  const waiting: { wanted: (event: TrainEvent) => boolean; found: () => void }[] = [];
  let rest = '';
  process_.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop()!;
    for (const line of lines) {
      const event = trainEventSchema.parse(JSON.parse(line));
      events.push(event);
      for (const { wanted, found } of waiting) if (wanted(event)) found();
    }
  });
  process_.stdin.end(JSON.stringify(request));
  return {
    process: process_,
    events,
    seen: (wanted: (event: TrainEvent) => boolean) =>
      new Promise<void>((found) => void waiting.push({ wanted, found })),
    ended: once(process_, 'close').then(([code]) => code as number | null),
  };
}
