import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPeftAdapter } from '../../src/adapter/read-peft-adapter.ts';
import { writePeftAdapter } from '../../src/adapter/write-peft-adapter.ts';
import { ropeTables } from '../../src/engine/decoder/rope-tables.ts';
import type { BaseModel } from '../../src/model/base-model.ts';
import type { DecoderConfig } from '../../src/model/decoder-config.ts';
import { openModel } from '../../src/model/open-model.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { PARITY_ARCHITECTURES, parityFixture } from './parity-fixture.ts';
import type { ParityFixture } from './parity-fixture.ts';
import { parityRun } from './parity-run.ts';
import type { ParityRun } from './parity-run.ts';
import { relativeDistance } from './relative-distance.ts';

/** Both sides compute in f32: what is left between them is rounding in other orders of summation. */
const LOGIT_LIMIT = 2e-5;
const LOSS_LIMIT = 2e-6;
const TENSOR_LIMIT = 5e-6;
/** Relative L2 distance of a matrix to what it was before it was stored so. */
const STORED_LIMIT = { F16: 1e-3, BF16: 5e-3, Q8_0: 0.01, Q4_0: 0.12, Q4_1: 0.12 };

describe.each(PARITY_ARCHITECTURES)('%s, beside transformers and PEFT,', (architecture) => {
  let fixture: ParityFixture;
  let ours: ParityRun;
  let model: BaseModel;
  beforeAll(async () => {
    fixture = await parityFixture(architecture);
    ours = await parityRun(fixture);
    model = await openModel(fixture.modelFiles);
  });
  afterAll(() => model.close());

  it('has the logits of an adapted model at every token, read one by one', () => {
    const theirs = fixture.tensors.get('logits')!;
    const off = theirs.map((logit, i) => Math.abs(logit - ours.logits[i]!));
    expect(theirs).toHaveLength(24 * model.config.vocabularySize);
    expect(Math.max(...off)).toBeLessThan(LOGIT_LIMIT);
  });

  it('writes the tokens that greedy decoding writes', () => {
    expect(ours.written).toEqual(fixture.greedy.written);
    // The closest choice was clear enough that no rounding decided it.
    expect(fixture.greedy.smallestGap).toBeGreaterThan(100 * LOGIT_LIMIT);
  });

  it('has the loss, and that of twenty steps of AdamW', () => {
    expect(Math.abs(ours.loss / fixture.loss - 1)).toBeLessThan(LOSS_LIMIT);
    expect(ours.losses).toHaveLength(20);
    expect(relativeDistance(ours.losses, fixture.losses)).toBeLessThan(LOSS_LIMIT);
  });

  it.each([
    ['the gradient of every LoRA matrix', 'gradients', 'gradient'],
    ['every LoRA matrix after twenty steps', 'trained', 'trained'],
  ] as const)('has %s', (_, kind, prefix) => {
    const names = [...fixture.tensors.keys()].filter((name) => name.startsWith(prefix));
    expect(names).toHaveLength(ours[kind].size);
    const far = [...ours[kind]]
      .map(([name, values]) => ({
        name,
        distance: relativeDistance(values, fixture.tensors.get(`${prefix}.${name}`)!),
      }))
      .filter(({ distance }) => !(distance < TENSOR_LIMIT));
    expect(far).toEqual([]);
  });

  it('writes an adapter with the names, shapes and values that PEFT wrote', async () => {
    const theirs = await readPeftAdapter(fixture.adapterDir, model.config);
    expect(theirs).toMatchObject({ rank: fixture.lora.rank, alpha: fixture.lora.alpha });
    expect(theirs.targets.toSorted()).toEqual(fixture.lora.targets.toSorted());
    const dir = await temporaryFolder();
    await writePeftAdapter(dir, theirs, { base: { name: 'base', revision: null }, model });
    expect(await readPeftAdapter(dir, model.config)).toEqual(theirs);
  });

  it('is the same model as GGUF', async () => {
    const gguf = await openModel(fixture.ggufFiles);
    expect(comparable(gguf.config)).toEqual(comparable(model.config));
    const [angles, exact] = [gguf.config, model.config].map((config) => ropeTables(config, 64).sine);
    // The converter computed its factors in f32.
    expect(relativeDistance(angles!, exact!)).toBeLessThan(4e-6);
    expect(gguf.weights.names().toSorted()).toEqual(model.weights.names().toSorted());
    for (const name of model.weights.names()) {
      const values = await model.weights.read(name);
      const limit = model.weights.shape(name).length > 1 ? STORED_LIMIT[fixture.quantization] : 1e-6;
      const distance = relativeDistance(await gguf.weights.read(name), values);
      expect({ name, close: distance < limit }).toEqual({ name, close: true });
    }
    expect(gguf.tokenizer.encode('the cat')).toEqual(model.tokenizer.encode('the cat'));
    await gguf.close();
  });
});

/** What GGUF says of a model: reals in f32, no name for Mistral, no windows of Qwen's, factors for stretched angles. */
function comparable({ architecture, window, ...config }: DecoderConfig): unknown {
  const known = {
    ...config,
    ropeScaling: undefined,
    architecture: architecture === 'mistral' ? 'llama' : architecture,
    window: architecture === 'qwen2' ? undefined : window,
  };
  return JSON.parse(
    JSON.stringify(known, (_key, value: unknown) => (typeof value === 'number' ? Math.fround(value) : value)),
  );
}
