import { readPeftAdapter } from '../../src/adapter/read-peft-adapter.ts';
import { toSequence } from '../../src/data/to-sequence.ts';
import { readFrozenWeights } from '../../src/engine/decoder/frozen-weights.ts';
import { loraLayout } from '../../src/engine/decoder/lora-layout.ts';
import { ropeTables } from '../../src/engine/decoder/rope-tables.ts';
import { ortCpu } from '../../src/engine/executor/ort-cpu.ts';
import { openLane } from '../../src/engine/lanes/open-lane.ts';
import { adamwStep, initMoments } from '../../src/engine/optimizer/adamw.ts';
import { openGenerator } from '../../src/generate/open-generator.ts';
import type { Generator } from '../../src/generate/open-generator.ts';
import { textMemory } from '../../src/generate/text-memory.ts';
import type { BaseModel } from '../../src/model/base-model.ts';
import { openModel } from '../../src/model/open-model.ts';
import type { ParityFixture } from './parity-fixture.ts';

/** What the trainer computes of a fixture, for comparison with what stands in it. */
export type ParityRun = {
  logits: Float32Array;
  loss: number;
  losses: number[];
  written: number[];
  gradients: Map<string, Float32Array>;
  trained: Map<string, Float32Array>;
};

/** Computes with a fixture's model what transformers and PEFT computed. */
export async function parityRun(fixture: ParityFixture): Promise<ParityRun> {
  const model = await openModel(fixture.modelFiles);
  try {
    return { ...(await generate(model, fixture)), ...(await train(model, fixture)) };
  } finally {
    await model.close();
  }
}

/** The logits of an adapted model at every token, read one by one. */
export async function adaptedLogits(
  generator: Generator,
  { config }: BaseModel,
  adapterDir: string,
  ids: readonly number[],
): Promise<Float32Array> {
  const adapter = await generator.prepare(await readPeftAdapter(adapterDir, config));
  const logits = new Float32Array(ids.length * config.vocabularySize);
  const memory = textMemory(config, ids.length);
  for (const [t, id] of ids.entries()) {
    logits.set(await generator.read([id], memory, adapter), t * config.vocabularySize);
  }
  return logits;
}

async function generate(model: BaseModel, { ids, adapterDir, greedy }: ParityFixture) {
  const generator = await openGenerator(ortCpu(1), model);
  const logits = await adaptedLogits(generator, model, adapterDir, ids[0]!);
  const base = await generator.prepare();
  const { prompt, written: wanted } = greedy;
  const text = textMemory(model.config, prompt.length + wanted.length);
  const written: number[] = [];
  let next = prompt;
  while (written.length < wanted.length) {
    const likely = await generator.read(next, text, base);
    written.push(likely.indexOf(Math.max(...likely)));
    next = written.slice(-1);
  }
  await generator.close();
  return { logits, written };
}

async function train(model: BaseModel, fixture: ParityFixture) {
  const { config } = model;
  const layout = loraLayout(config, fixture.lora);
  const parameters = new Float32Array(layout.length);
  const { tensors } = await readPeftAdapter(fixture.adapterDir, config);
  for (const { name, offset } of layout.slots) parameters.set(tensors.get(name)!.data, offset);
  const maxTokens = fixture.ids[0]!.length;
  const lane = await openLane(ortCpu(1), {
    ...{ config, layout, parameters, maxTokens },
    executor: { name: 'ort-cpu' },
    saving: 'activations',
    table: ropeTables(config, maxTokens),
    frozen: await readFrozenWeights(model),
  });
  const sequences = fixture.ids.map((ids, row) => {
    const counted = Uint8Array.from(fixture.labels[row]!, (label) => (label < 0 ? 0 : 1));
    return toSequence([{ row, ids: Int32Array.from(ids), counted }], maxTokens, 0);
  });
  const tokens = sequences.reduce((sum, sequence) => sum + sequence.tokens, 0);
  const gradient = new Float32Array(layout.length);
  const part = new Float32Array(layout.length);
  const pull = async () => {
    gradient.fill(0);
    let sum = 0;
    for (const sequence of sequences) {
      sum += await lane.gradient(sequence, tokens, part);
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
    losses.push(await pull());
    if (step === 1) gradients = byName(gradient);
    adamwStep(parameters, gradient, moments, fixture.optimizer, fixture.optimizer.learningRate, step, 1);
  }
  await lane.close();
  return { loss: losses[0]!, losses, gradients, trained: byName(parameters) };
}
