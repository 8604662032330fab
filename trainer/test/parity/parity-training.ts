import { readPeftAdapter } from '../../src/adapter/read-peft-adapter.ts';
import { toSequence } from '../../src/data/to-sequence.ts';
import type { Sequence } from '../../src/data/sequence.ts';
import { readFrozenWeights } from '../../src/engine/decoder/frozen-weights.ts';
import { loraLayout } from '../../src/engine/decoder/lora-layout.ts';
import { weightNorms } from '../../src/engine/decoder/weight-norms.ts';
import { ropeTables } from '../../src/engine/decoder/rope-tables.ts';
import { ortCpu } from '../../src/engine/executor/ort-cpu.ts';
import { openLane } from '../../src/engine/lanes/open-lane.ts';
import { adamwStep, initMoments } from '../../src/engine/optimizer/adamw.ts';
import type { BaseModel } from '../../src/model/base-model.ts';
import type { ParityFixture } from './parity-fixture.ts';
import type { VariantFixture } from './variant-fixture.ts';

/** What training showed: each step's loss, the first one's gradients, and what is trained after the last. */
export type ParityTraining = {
  loss: number;
  losses: number[];
  gradients: Map<string, Float32Array>;
  trained: Map<string, Float32Array>;
};

/** Takes a fixture's steps from its adapter. */
export async function parityTraining(
  model: BaseModel,
  fixture: Pick<VariantFixture, 'lora' | 'adapterDir' | 'ids' | 'labels' | 'losses' | 'optimizer' | 'seed'>,
): Promise<ParityTraining> {
  const { config } = model;
  const layout = loraLayout(config, fixture.lora);
  const parameters = new Float32Array(layout.length);
  const { tensors } = await readPeftAdapter(fixture.adapterDir, config);
  for (const { name, offset } of layout.slots) parameters.set(tensors.get(name)!.data, offset);
  const maxTokens = fixture.ids[0]!.length;
  const frozen = await readFrozenWeights(model);
  const rows = layout.slots.filter(({ matrix }) => matrix === 'magnitude');
  const norms = fixture.lora.dora && new Float32Array(rows.reduce((sum, { length }) => sum + length, 0));
  const measured = norms && (await weightNorms(ortCpu(1), config, layout, (layer) => frozen.layers[layer]!));
  const lane = await openLane(ortCpu(1), {
    ...{ config, layout, parameters, maxTokens, seed: fixture.seed ?? 0, norms },
    executor: { name: 'ort-cpu' },
    saving: 'activations',
    table: ropeTables(config, maxTokens),
    frozen,
  });
  const sequences = paritySequences(fixture);
  const tokens = sequences.reduce((sum, sequence) => sum + sequence.tokens, 0);
  const gradient = new Float32Array(layout.length);
  const part = new Float32Array(layout.length);
  const pull = async (step: number) => {
    await measured?.measure(parameters, norms!);
    gradient.fill(0);
    let sum = 0;
    for (const [number, sequence] of sequences.entries()) {
      sum += await lane.gradient(sequence, tokens, part, { step, sequence: number });
      part.forEach((value, i) => (gradient[i]! += value));
    }
    return sum / tokens;
  };
  const byName = (flat: Float32Array) =>
    new Map(layout.slots.map(({ name, offset, length }) => [name, flat.slice(offset, offset + length)]));

  const moments = initMoments(layout.length);
  const losses: number[] = [];
  let gradients = new Map<string, Float32Array>();
  for (let step = 1; step <= fixture.losses.length; step++) {
    losses.push(await pull(step));
    if (step === 1) gradients = byName(gradient);
    adamwStep(parameters, gradient, moments, fixture.optimizer, fixture.optimizer.learningRate, step, 1);
  }
  await lane.close();
  return { loss: losses[0]!, losses, gradients, trained: byName(parameters) };
}

/** A fixture's sequences as the trainer has them. */
export function paritySequences({ ids, labels }: Pick<ParityFixture, 'ids' | 'labels'>): Sequence[] {
  return ids.map((row, number) => {
    const counted = Uint8Array.from(labels[number]!, (label) => (label < 0 ? 0 : 1));
    return toSequence([{ row: number, ids: Int32Array.from(row), counted }], row.length, 0);
  });
}
