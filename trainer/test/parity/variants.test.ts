import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPeftAdapter } from '../../src/adapter/read-peft-adapter.ts';
import { writePeftAdapter } from '../../src/adapter/write-peft-adapter.ts';
import { ortCpu } from '../../src/engine/executor/ort-cpu.ts';
import { openLoraEngine } from '../../src/engine/lanes/open-lora-engine.ts';
import { openGenerator } from '../../src/generate/open-generator.ts';
import type { BaseModel } from '../../src/model/base-model.ts';
import { openModel } from '../../src/model/open-model.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { adaptedLogits } from './parity-run.ts';
import { paritySequences, parityTraining } from './parity-training.ts';
import type { ParityTraining } from './parity-training.ts';
import { relativeDistance } from './relative-distance.ts';
import { PARITY_VARIANTS, variantFixture } from './variant-fixture.ts';
import type { VariantFixture } from './variant-fixture.ts';

/** Both sides compute in f32: what is left between them is rounding in other orders of summation. */
const LOGIT_LIMIT = 2e-5;
const LOSS_LIMIT = 2e-6;
const GRADIENT_LIMIT = 5e-6;
/** AdamW divides by a gradient's own size: where that is next to nothing, rounding becomes part of a step. */
const TRAINED_LIMIT = 5e-5;

describe.each(PARITY_VARIANTS)('a %s adapter, beside PEFT,', (variant) => {
  let fixture: VariantFixture;
  let ours: ParityTraining;
  let model: BaseModel;
  beforeAll(async () => {
    fixture = await variantFixture(variant);
    model = await openModel(fixture.modelFiles);
    ours = await parityTraining(model, fixture);
  });
  afterAll(() => model.close());

  it('gives the same logits at every token, read one by one', async () => {
    const generator = await openGenerator(ortCpu(1), model);
    const logits = await adaptedLogits(generator, model, fixture.adapterDir, fixture.ids[0]!);
    await generator.close();
    const theirs = fixture.tensors.get('logits')!;
    expect(theirs).toHaveLength(logits.length);
    expect(Math.max(...theirs.map((logit, i) => Math.abs(logit - logits[i]!)))).toBeLessThan(LOGIT_LIMIT);
  });

  it('has the loss of every step of AdamW', () => {
    expect(ours.losses).toHaveLength(6);
    expect(relativeDistance(ours.losses, fixture.losses)).toBeLessThan(LOSS_LIMIT);
  });

  it.each([
    ['the gradient of every tensor', 'gradients', 'gradient', GRADIENT_LIMIT],
    ['every tensor after six steps', 'trained', 'trained', TRAINED_LIMIT],
  ] as const)('has %s', (_, kind, prefix, limit) => {
    const names = [...fixture.tensors.keys()].filter((name) => name.startsWith(prefix));
    expect(names.toSorted()).toEqual([...ours[kind].keys()].map((name) => `${prefix}.${name}`).toSorted());
    const far = [...ours[kind]]
      .map(([name, values]) => ({
        name,
        distance: relativeDistance(values, fixture.tensors.get(`${prefix}.${name}`)!),
      }))
      .filter(({ distance }) => !(distance < limit));
    expect(far).toEqual([]);
  });

  it('is read as what it is, and written as it was read', async () => {
    const theirs = await readPeftAdapter(fixture.adapterDir, model.config);
    const { targets, ...settings } = fixture.lora;
    expect(theirs).toMatchObject(settings);
    expect(theirs.targets.toSorted()).toEqual(targets.toSorted());
    const dir = await temporaryFolder();
    await writePeftAdapter(dir, theirs, { base: { name: 'base', revision: null }, model });
    expect(await readPeftAdapter(dir, model.config)).toEqual(theirs);
  });
});

it('an adapter with DoRA and dropout has the loss and the gradient of PEFT in an engine of several lanes', async () => {
  const fixture = await variantFixture('dora-dropout');
  const model = await openModel(fixture.modelFiles);
  const maxTokens = fixture.ids[0]!.length;
  const engine = await openLoraEngine(model, fixture.lora, { lanes: 2, maxTokens, seed: fixture.seed! });
  try {
    const { tensors } = await readPeftAdapter(fixture.adapterDir, model.config);
    for (const { name, offset } of engine.layout.slots)
      engine.parameters.set(tensors.get(name)!.data, offset);
    const sequences = paritySequences(fixture);
    const tokens = sequences.reduce((sum, sequence) => sum + sequence.tokens, 0);
    const gradient = new Float32Array(engine.layout.length);
    const loss = (await engine.gradient(sequences, tokens, gradient, undefined, 1)) / tokens;
    expect(Math.abs(loss / fixture.losses[0]! - 1)).toBeLessThan(LOSS_LIMIT);
    for (const { name, offset, length } of engine.layout.slots) {
      const theirs = fixture.tensors.get(`gradient.${name}`)!;
      const distance = relativeDistance(gradient.subarray(offset, offset + length), theirs);
      expect(distance).toBeLessThan(GRADIENT_LIMIT);
    }
  } finally {
    await engine.close();
    await model.close();
  }
});
