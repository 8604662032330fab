import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sequence } from '../../src/data/sequence.ts';
import { toSequence } from '../../src/data/to-sequence.ts';
import { readFrozenWeights } from '../../src/engine/decoder/frozen-weights.ts';
import { ropeTables } from '../../src/engine/decoder/rope-tables.ts';
import { adamwStep, initMoments } from '../../src/engine/optimizer/adamw.ts';
import type { BaseModel } from '../../src/model/base-model.ts';
import { openModel } from '../../src/model/open-model.ts';
import type { Objective } from '../../src/objective/objective.ts';
import { likelihood } from '../../src/objective/likelihood.ts';
import { preference } from '../../src/objective/preference.ts';
import { laneEngine, objectiveFile } from './lane-engine.ts';
import type { LaneEngine } from './lane-engine.ts';
import { allTensors, parityFixture } from './parity-fixture.ts';
import type { ParityFixture } from './parity-fixture.ts';
import { relativeDistance } from './relative-distance.ts';

/** Both sides compute in f32. */
const LOSS_LIMIT = 5e-6;
const TENSOR_LIMIT = 1e-5;
const LENGTH = 32;

type Expected = Pick<ParityFixture, 'optimizer' | 'loss' | 'losses'> & { tensors: Map<string, Float32Array> };

async function expectedOf<T>(name: string): Promise<Expected & T> {
  const settings = JSON.parse(readFileSync(objectiveFile(`${name}.json`), 'utf8')) as Expected & T;
  return { ...settings, tensors: await allTensors(objectiveFile(`${name}.safetensors`)) };
}

/** The losses of the fixture's steps, the first one's gradient, and the parameters after the last. */
async function train(
  objective: Objective,
  engine: LaneEngine,
  sequences: Sequence[],
  { optimizer, losses }: Expected,
) {
  const moments = initMoments(engine.layout.length);
  const gradient = new Float32Array(engine.layout.length);
  const found: number[] = [];
  let first = gradient;
  for (let step = 1; step <= losses.length; step++) {
    found.push((await objective.gradient(sequences, gradient, undefined, step)).loss);
    if (step === 1) first = gradient.slice();
    adamwStep(engine.parameters, gradient, moments, optimizer, optimizer.learningRate, step, 1);
  }
  return { losses: found, gradient: first, trained: engine.parameters };
}

function farthest(
  { layout }: LaneEngine,
  flat: Float32Array,
  tensors: Expected['tensors'],
  prefix: string,
): number {
  const distances = layout.slots.map(({ name, offset, length }) =>
    relativeDistance(flat.subarray(offset, offset + length), tensors.get(`${prefix}.${name}`)!),
  );
  expect(distances).toHaveLength([...tensors.keys()].filter((name) => name.startsWith(prefix)).length);
  return Math.max(...distances);
}

const document = (row: number, ids: readonly number[], counts: (t: number) => boolean): Sequence =>
  toSequence(
    [{ row, ids: Int32Array.from(ids), counted: Uint8Array.from(ids, (_, t) => (counts(t) ? 1 : 0)) }],
    LENGTH,
    0,
  );

describe('beside torch,', () => {
  let fixture: ParityFixture;
  let model: BaseModel;
  beforeAll(async () => {
    fixture = await parityFixture('llama');
    model = await openModel(fixture.modelFiles);
  });
  afterAll(() => model.close());

  it('a teacher gives the loss, every gradient, and ten steps of AdamW', async () => {
    const expected = await expectedOf<{
      temperature: number;
      weight: number;
      ids: number[][];
      first: number;
    }>('distillation');
    const guide = await openModel((await parityFixture('mistral')).modelFiles);
    const { temperature, weight, ids, first } = expected;
    const engine = await laneEngine(model, fixture, LENGTH, {
      teacher: {
        ...{ temperature, weight, config: guide.config, table: ropeTables(guide.config, LENGTH) },
        frozen: await readFrozenWeights(guide),
      },
    });
    await guide.close();
    const sequences = ids.map((row, i) => document(i, row, (t) => t >= first));
    const { losses, gradient, trained } = await train(likelihood(engine), engine, sequences, expected);
    expect(Math.abs(losses[0]! / expected.loss - 1)).toBeLessThan(LOSS_LIMIT);
    expect(relativeDistance(losses, expected.losses)).toBeLessThan(LOSS_LIMIT);
    expect(farthest(engine, gradient, expected.tensors, 'gradient')).toBeLessThan(TENSOR_LIMIT);
    expect(farthest(engine, trained, expected.tensors, 'trained')).toBeLessThan(TENSOR_LIMIT);
    await engine.close();
  });

  it('preferences have the loss, the rewards, every gradient, and ten steps of AdamW', async () => {
    const expected = await expectedOf<{
      beta: number;
      pairs: { prompt: number; chosen: number[]; rejected: number[] }[];
      shown: { rewards: [number, number][] };
    }>('dpo');
    const engine = await laneEngine(model, fixture, LENGTH);
    const sequences = expected.pairs.flatMap(({ prompt, chosen, rejected }, row) =>
      [chosen, rejected].map((ids) => document(row, ids, (t) => t >= prompt)),
    );
    // An adapter of zeros changes nothing: the model with it switched off.
    const objective = preference(engine, expected.beta, () => new Float32Array(engine.layout.length));

    const measured = await objective.measure(sequences);
    const mean = measured.losses.reduce((a, b) => a + b) / measured.count;
    expect(Math.abs(mean / expected.loss - 1)).toBeLessThan(LOSS_LIMIT);
    // A reward is a small difference of long sums.
    expect(relativeDistance(measured.rewards!.flat(), expected.shown.rewards.flat())).toBeLessThan(2e-5);

    // However a step is cut: the mean over all pairs is that of its parts.
    const [all, first, rest] = [0, 0, 0].map(() => new Float32Array(engine.layout.length));
    await objective.gradient(sequences, all!, undefined, 1);
    await objective.gradient(sequences.slice(0, 2), first!, undefined, 1);
    await objective.gradient(sequences.slice(2), rest!, undefined, 1);
    const parts = all!.map((_, i) => (first![i]! + 2 * rest![i]!) / 3);
    expect(relativeDistance(parts, all!)).toBeLessThan(1e-5);

    const { losses, gradient, trained } = await train(objective, engine, sequences, expected);
    expect(relativeDistance(losses, expected.losses)).toBeLessThan(LOSS_LIMIT);
    expect(farthest(engine, gradient, expected.tensors, 'gradient')).toBeLessThan(TENSOR_LIMIT);
    expect(farthest(engine, trained, expected.tensors, 'trained')).toBeLessThan(TENSOR_LIMIT);
    await engine.close();
  });
});
