import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { manifestDigest, parseManifest, sealOf, traceLeafHash, traceRoot } from '@cultivar/sdk/spec';
import type { Hex, TrainEvent } from '@cultivar/sdk/spec';
import { inspectPython } from '../../src/python/inspect-python.ts';
import { runInPython } from '../../src/python/run-in-python.ts';
import { runTraining } from '../../src/run/run-training.ts';
import type { TrainEnvironment } from '../../src/run/run-training.ts';
import type { TrainRequest } from '../../src/run/train-request.ts';
import { allTensors, PARITY_ARCHITECTURES } from '../parity/parity-fixture.ts';
import { relativeDistance } from '../parity/relative-distance.ts';
import { tinyJob } from '../support/tiny-job.ts';
import { elsewhere, fixtureJob, packedJob, pairsJob, taughtJob } from './fixture-job.ts';
import { findEngine } from './find-engine.ts';

/** Both in f32; what remains is the order of sums, drawn out over the steps by AdamW. */
const LOSS_TOLERANCE = 1e-5;
const NORM_TOLERANCE = 1e-4;
const ADAPTER_TOLERANCE = 1e-3;

const LORA = { rank: 4, alpha: 8, targets: ['q_proj' as const, 'o_proj' as const, 'up_proj' as const] };

const WHOLE = {
  ...({ method: 'full', lora: undefined } as const),
  optimizer: { name: 'adamw' as const, learningRate: 0.001, epsilon: 1e-5 },
};

const engine = findEngine();
type Training = { result: Awaited<ReturnType<typeof runTraining>>; events: TrainEvent[] };

const recorded = async (
  run: (environment: TrainEnvironment) => Promise<Training['result']>,
): Promise<Training> => {
  const events: TrainEvent[] = [];
  return { result: await run({ onEvent: (event) => void events.push(event) }), events };
};
const inTypeScript = (request: TrainRequest) =>
  recorded((environment) => runTraining(elsewhere(request, 'ours'), environment));
const inPython = (request: TrainRequest) =>
  recorded((environment) => runInPython({ ...request, python: engine! }, environment));

const ofType = <T extends TrainEvent['type']>(events: readonly TrainEvent[], type: T) =>
  events.filter((event) => event.type === type) as Extract<TrainEvent, { type: T }>[];

/** The tensors of an adapter, or of a whole model. */
const trainedTensors = ({ adapterDir }: Training['result']) =>
  allTensors(join(adapterDir, `${adapterDir.endsWith('model') ? '' : 'adapter_'}model.safetensors`));

/** A model of each architecture, then what jobs may ask for beyond plain LoRA. */
const REQUESTS: Record<string, () => Promise<TrainRequest>> = {
  ...Object.fromEntries(PARITY_ARCHITECTURES.map((name) => [name, () => fixtureJob(name)])),
  'a GGUF file': () => tinyJob({ steps: 4 }),
  'rows apart': () => fixtureJob('llama', { packing: false }),
  rsLoRA: () => fixtureJob('qwen2', { lora: { ...LORA, rankStabilized: true } }),
  DoRA: () => fixtureJob('llama', { lora: { ...LORA, dora: true } }),
  'DoRA on fused modules': () =>
    fixtureJob('phi3', { lora: { rank: 4, alpha: 8, targets: ['qkv_proj', 'down_proj'], dora: true } }),
  dropout: () => fixtureJob('llama', { lora: { ...LORA, dropout: 0.25 } }),
  'dropout on fused modules': () =>
    fixtureJob('phi3', { lora: { rank: 4, alpha: 8, targets: ['qkv_proj', 'down_proj'], dropout: 0.5 } }),
  'DoRA with dropout': () => fixtureJob('qwen2', { lora: { ...LORA, dora: true, dropout: 0.125 } }),
  'pairs of answers': () => pairsJob(),
  'from a teacher': () => taughtJob(),
  'from a teacher, with dropout': () => taughtJob({ lora: { ...LORA, dropout: 0.1 } }),
  'a base in four bits': () => fixtureJob('qwen2', { baseWeights: 'q4_1' }),
  'a base in four bits, DoRA': () =>
    fixtureJob('llama', { baseWeights: 'q4_1', lora: { ...LORA, dora: true } }),
  'a GGUF file in four bits': () => packedJob(),
  'all weights': () => fixtureJob('qwen3', WHOLE),
  'all weights, tied': () => fixtureJob('gemma2', WHOLE),
  'until the loss no longer falls': () =>
    fixtureJob('qwen3', { steps: 12, evaluation: { everySteps: 2, stopAfter: { evaluations: 2, gain: 1 } } }),
};

describe.runIf(engine)('the Python engine', { timeout: 600_000 }, () => {
  it.each(Object.entries(REQUESTS))('trains %s as ours does', async (name, makeRequest) => {
    const request = await makeRequest();
    const [ours, theirs] = [await inTypeScript(request), await inPython(request)];

    const started = ofType(theirs.events, 'started')[0]!;
    expect({ ...started, seq: 0, timeMs: 0, engine: '' }).toEqual({
      ...ofType(ours.events, 'started')[0]!,
      ...{ seq: 0, timeMs: 0, engine: '' },
    });
    expect(theirs.events.map(({ type }) => type)).toEqual(ours.events.map(({ type }) => type));
    for (const [i, step] of ofType(ours.events, 'step').entries()) {
      const other = ofType(theirs.events, 'step')[i]!;
      expect(other.tokens).toBe(step.tokens);
      expect(Math.abs(other.loss / step.loss - 1)).toBeLessThan(LOSS_TOLERANCE);
      expect(Math.abs(other.gradNorm / step.gradNorm - 1)).toBeLessThan(NORM_TOLERANCE);
      expect(other.learningRate).toBeCloseTo(step.learningRate, 15);
    }
    for (const [i, { heldOutLoss, tokens }] of ofType(ours.events, 'eval').entries()) {
      const other = ofType(theirs.events, 'eval')[i]!;
      expect(other.tokens).toBe(tokens);
      expect(Math.abs(other.heldOutLoss / heldOutLoss - 1)).toBeLessThan(LOSS_TOLERANCE);
    }
    const worst = (part: 'loss' | 'gradNorm') =>
      Math.max(
        ...ofType(ours.events, 'step').map((step, i) =>
          Math.abs(ofType(theirs.events, 'step')[i]![part] / step[part] - 1),
        ),
      );
    const [mine, its] = await Promise.all([ours, theirs].map(({ result }) => trainedTensors(result)));
    expect([...its!.keys()]).toEqual([...mine!.keys()]);
    const distances = [...mine!].map(([tensor, values]) => relativeDistance(its!.get(tensor)!, values));
    const furthest = Math.max(...distances);
    const shown = [worst('loss'), worst('gradNorm'), furthest].map((value) => value.toExponential(1));
    console.log(`| ${name} | ${shown.join(' | ')} |`);
    expect(furthest).toBeLessThan(ADAPTER_TOLERANCE);
  });

  it('leaves a trace whose leaves, seals and digests fit', async () => {
    const request = await fixtureJob('llama');
    const { result } = await inPython(request);
    const json = async (path: string) => JSON.parse(await readFile(path, 'utf8')) as unknown;
    expect(manifestDigest(parseManifest(await json(result.manifestPath), 'adapter'))).toBe(
      result.resultDigest,
    );
    const trace = parseManifest(await json(result.tracePath), 'trace');
    expect(trace.leaves.map(({ stage, step }) => `${stage} ${step}`)).toEqual([
      ...['init 0', 'segment 4', 'segment 8', 'evaluation 8', 'export 8'],
    ]);
    expect(trace.root).toBe(traceRoot(trace.leaves.map(({ hash }) => hash)));
    const ledger = (await json(join(request.outDir, 'ledger.private.json'))) as { leaves: { secret: Hex }[] };
    for (const [index, { hash, stateHash, seal }] of trace.leaves.entries()) {
      expect(hash).toBe(traceLeafHash({ jobId: 7n, index, stateHash, seal }));
      expect(seal).toBe(sealOf(ledger.leaves[index]!.secret));
    }
  });

  it('told to stop goes on later to the same bits', async () => {
    const request = await fixtureJob('llama', { steps: 40, segmentSteps: 40, evaluation: { everySteps: 0 } });
    const whole = await inPython(elsewhere(request, 'whole'));
    const stop = new AbortController();
    const events: TrainEvent[] = [];
    const stopped = runInPython(
      { ...request, python: engine! },
      {
        signal: stop.signal,
        onEvent: (event) => {
          events.push(event);
          if (event.type === 'step' && event.step === 3) stop.abort();
        },
      },
    );
    await expect(stopped).rejects.toMatchObject({ name: 'TrainError', code: 'canceled' });
    expect(events.at(-1)).toMatchObject({ type: 'failed', code: 'canceled' });
    const resumed = await inPython(request);
    expect(ofType(resumed.events, 'started')[0]!.resumedFromStep).toBeGreaterThanOrEqual(3);
    expect(resumed.events[0]!.seq).toBe(events.at(-1)!.seq + 1);
    expect(resumed.result.traceRoot).toBe(whole.result.traceRoot);
  });

  it('says what it has', async () => {
    const report = await inspectPython(engine!);
    expect(report).toMatchObject({ state: 'found', versions: { torch: expect.any(String) } });
  });
});
