import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JobManifest } from '@cultivar/sdk/spec';
import { fullLayout } from '../../src/engine/decoder/full-layout.ts';
import { fullWeights } from '../../src/engine/decoder/full-weights.ts';
import { ropeTables } from '../../src/engine/decoder/rope-tables.ts';
import { ortCpu } from '../../src/engine/executor/ort-cpu.ts';
import { openLane } from '../../src/engine/lanes/open-lane.ts';
import { adamwStep, initMoments } from '../../src/engine/optimizer/adamw.ts';
import { globalNorm } from '../../src/engine/optimizer/global-norm.ts';
import { learningRate } from '../../src/engine/optimizer/learning-rate.ts';
import type { BaseModel } from '../../src/model/base-model.ts';
import { allTensors } from './parity-fixture.ts';
import type { ParityFixture } from './parity-fixture.ts';
import { paritySequences } from './parity-training.ts';

/** What transformers computed with every weight of a small model; see make_full.py. */
export type FullFixture = {
  optimizer: JobManifest['optimizer'];
  schedule: JobManifest['schedule'];
  /** Before each of the steps; gradient norms before they were clipped. */
  losses: number[];
  norms: number[];
  /** Some values of `gradient.<name>` and `trained.<name>` of each tensor. */
  tensors: Map<string, Float32Array>;
};

/** What training showed, in the form of the fixture. */
export type FullTraining = Pick<FullFixture, 'losses' | 'norms' | 'tensors'>;

/** Some values of a tensor are kept. */
const KEPT = 256;

/** Reads what stands in the fixture of an architecture. */
export async function fullFixture(architecture: string): Promise<FullFixture> {
  const folder = join(import.meta.dirname, 'generated/full', architecture);
  const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as FullFixture;
  return { ...expected, tensors: await allTensors(join(folder, 'expected.safetensors')) };
}

/** Takes a fixture's steps from its model. */
export async function fullTraining(
  model: BaseModel,
  { ids, labels }: Pick<ParityFixture, 'ids' | 'labels'>,
  { optimizer, schedule, losses: expected }: FullFixture,
): Promise<FullTraining> {
  const { config } = model;
  const layout = fullLayout(config);
  const parameters = new Float32Array(layout.length);
  for (const { name, offset } of layout.slots) parameters.set(await model.weights.read(name), offset);
  const rooms = { floats: (n: number) => new Float32Array(n), halves: (n: number) => new Uint16Array(n) };
  const { weights, follow } = fullWeights(config, layout, parameters, 'f32', rooms);
  const maxTokens = ids[0]!.length;
  const turns = new Int32Array(config.layers + 2);
  const lane = await openLane(ortCpu(1), {
    ...{ config, layout, parameters, maxTokens, seed: 0, sums: { turns } },
    ...{ executor: { name: 'ort-cpu' }, saving: 'activations' },
    table: ropeTables(config, maxTokens),
    frozen: weights,
  });
  const sequences = paritySequences({ ids, labels });
  const tokens = sequences.reduce((sum, sequence) => sum + sequence.tokens, 0);
  const gradient = new Float32Array(layout.length);
  const moments = initMoments(layout.length);
  const tensors = new Map<string, Float32Array>();
  const keep = (kind: string, flat: Float32Array) =>
    layout.slots.forEach(({ name, offset, length }) =>
      tensors.set(`${kind}.${name}`, some(flat.subarray(offset, offset + length))),
    );
  const [losses, norms]: [number[], number[]] = [[], []];
  for (let step = 1; step <= expected.length; step++) {
    follow();
    gradient.fill(0);
    turns.fill(0);
    let sum = 0;
    for (const [number, sequence] of sequences.entries())
      sum += await lane.gradient(sequence, tokens, gradient, { step, sequence: number });
    if (step === 1) keep('gradient', gradient);
    losses.push(sum / tokens);
    norms.push(globalNorm(gradient));
    const scale = Math.min(1, optimizer.clipNorm / norms.at(-1)!);
    const rate = learningRate(schedule, optimizer.learningRate, step, expected.length);
    adamwStep(parameters, gradient, moments, optimizer, rate, step, scale);
  }
  keep('trained', parameters);
  await lane.close();
  return { losses, norms, tensors };
}

/** Every n-th value, as the fixture has them. */
function some(values: Float32Array): Float32Array {
  const every = Math.floor(values.length / KEPT) | 1;
  return values.filter((_, i) => i % every === 0);
}
