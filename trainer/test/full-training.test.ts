import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { manifestDigest, parseManifest, traceShape } from '@cultivar/sdk/spec';
import type { JobManifestInput, TrainEvent } from '@cultivar/sdk/spec';
import { compareLosses } from '../src/eval/compare-losses.ts';
import { openChat } from '../src/generate/open-chat.ts';
import { replay, runTraining } from '../src/index.ts';
import type { TrainRequest } from '../src/index.ts';
import { openModel } from '../src/model/open-model.ts';
import { tinyJob } from './support/tiny-job.ts';

/** Whole runs on a machine that may be busy: time decides nothing here. */
const PATIENCE_MS = 120_000;

const full = (more: Partial<JobManifestInput> = {}): Promise<TrainRequest> =>
  tinyJob({
    ...{ method: 'full', lora: undefined, steps: 3, accumulation: 3, packing: false },
    ...more,
  });

async function filesOf(dir: string) {
  return (await readdir(dir)).map((name) => ({ name, path: join(dir, name) }));
}

describe('a run that trains every weight', { timeout: PATIENCE_MS }, () => {
  it('hands over a whole model, which opens, answers and has the loss that the run measured', async () => {
    const request = await full({ steps: 8 });
    const { adapterDir, manifestPath, resultDigest, metrics } = await runTraining(request);
    expect(metrics.heldOutLossAfter!).toBeLessThan(0.98 * metrics.heldOutLossBefore!);

    const manifest = parseManifest(JSON.parse(await readFile(manifestPath, 'utf8')), 'adapter');
    expect(manifestDigest(manifest)).toBe(resultDigest);
    const base = await openModel(request.modelFiles);
    const trained = await openModel(await filesOf(adapterDir));
    expect(trained.config).toEqual(base.config);
    expect(trained.weights.names().toSorted()).toEqual(base.weights.names().toSorted());
    const sizes = base.weights.names().map((name) => base.weights.shape(name).reduce((a, b) => a * b, 1));
    const parameters = sizes.reduce((a, b) => a + b, 0);
    expect(manifest.adapter).toEqual({
      method: 'full',
      parameters,
      base: parseManifest(request.manifest, 'job').base.manifest,
    });
    for (const name of base.weights.names())
      expect(await trained.weights.read(name)).not.toEqual(await base.weights.read(name));
    await base.close();

    const held = JSON.parse(await readFile(join(request.outDir, 'ledger.private.json'), 'utf8')) as {
      evaluations: { loss: number }[];
    };
    expect(held.evaluations.at(-1)!.loss).toBe(metrics.heldOutLossAfter);
    const { base: loss } = await compareLosses(trained, request.datasets, {
      ...{ sequenceLength: 96, badRows: 'refuse', executor: { name: 'ort-cpu' }, threads: 1 },
    });
    await trained.close();
    expect(loss.loss).toBeLessThan(metrics.heldOutLossBefore!);
    const chat = await openChat({ modelFiles: await filesOf(adapterDir), threads: 1 });
    const answer = chat.complete({
      messages: [{ role: 'user', content: '1 + 2' }],
      maxTokens: 2,
      temperature: 0,
    });
    const pieces: string[] = [];
    for await (const { text } of answer) pieces.push(text);
    expect(pieces.length).toBeGreaterThan(0);
    await chat.close();
  });

  it('gives the same bits with one lane or three, and stopped and resumed', async () => {
    const [one, three] = [
      { ...(await full()), threads: 1 },
      { ...(await full()), threads: 3 },
    ];
    const { traceRoot, resultDigest } = await runTraining(one);
    expect(await runTraining(three)).toMatchObject({ traceRoot, resultDigest });

    const stopped = await full();
    const stop = new AbortController();
    const onEvent = (event: TrainEvent) => {
      if (event.type === 'step' && event.step === 1) stop.abort();
    };
    await expect(runTraining(stopped, { signal: stop.signal, onEvent })).rejects.toMatchObject({
      code: 'canceled',
    });
    const seen: TrainEvent[] = [];
    expect(await runTraining(stopped, { onEvent: (event) => seen.push(event) })).toMatchObject({
      traceRoot,
      resultDigest,
    });
    expect(seen[0]).toMatchObject({ type: 'started', resumedFromStep: 1 });
  });

  it('leaves a trace of all states and keeps the last alone, from whose inputs the first is computed again', async () => {
    const request = await full();
    const { tracePath } = await runTraining(request);
    const trace = parseManifest(JSON.parse(await readFile(tracePath, 'utf8')), 'trace');
    expect(trace.files).toEqual([]);
    expect(trace.leaves).toHaveLength(traceShape(parseManifest(request.manifest, 'job'), 3).segments);
    expect(await readdir(join(request.outDir, 'checkpoints'))).toEqual(['step-000003.state']);
    const { leaf } = await replay(request, 1, undefined);
    expect(leaf.hash).toBe(trace.leaves[1]!.hash);
  });

  it('learns from pairs of answers and from a larger model too', async () => {
    const pairs = Array.from({ length: 10 }, (_, i) => ({ prompt: `${i}`, chosen: 'good', rejected: 'bad' }));
    const preference = await tinyJob(
      { ...method, objective: { name: 'dpo', beta: 0.5 }, packing: false },
      pairs,
    );
    const [dataset] = preference.datasets;
    const onPairs = { ...preference, datasets: [{ ...dataset!, format: PAIRS }] };
    const { metrics } = await runTraining(onPairs);
    expect(metrics.heldOutLossAfter!).toBeLessThan(metrics.heldOutLossBefore!);

    const asset = { asset: '41337:3', manifest: `0x${'33'.repeat(32)}` as const };
    const objective = { name: 'distillation', teacher: asset, temperature: 2, weight: 0.5 } as const;
    const copied = await full({ objective });
    const learnt = await runTraining({ ...copied, teacherFiles: copied.modelFiles });
    expect(learnt.metrics.heldOutLossAfter!).toBeLessThan(learnt.metrics.heldOutLossBefore!);
  });
});

const PAIRS = { name: 'preference', chosen: 'chosen', rejected: 'rejected', prompt: 'prompt' } as const;
const method = { method: 'full', lora: undefined, steps: 3 } as const;
