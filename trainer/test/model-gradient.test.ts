import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Sequence } from '../src/data/sequence.ts';
import { ropeTables } from '../src/engine/decoder/rope-tables.ts';
import { sequenceInputs } from '../src/engine/decoder/sequence-inputs.ts';
import { openLoraEngine } from '../src/engine/lanes/open-lora-engine.ts';
import type { LoraEngine } from '../src/engine/lanes/open-lora-engine.ts';
import { initialParameters } from '../src/engine/optimizer/initial-parameters.ts';
import { openModel } from '../src/model/open-model.ts';
import { ggufBytes } from './support/gguf-bytes.ts';
import { referenceLoss } from './support/reference-model.ts';
import { temporaryFolder } from './support/temporary-folder.ts';
import { TINY_CONFIG } from './support/tiny-config.ts';
import { tinyGgufMetadata, tinyGgufTensors, tinyWeights } from './support/tiny-gguf.ts';

const LORA = {
  rank: 3,
  alpha: 6,
  dropout: 0,
  targets: ['q_proj', 'k_proj', 'v_proj', 'o_proj', 'gate_proj', 'up_proj', 'down_proj'] as const,
};

/** Runs `use` with the tiny model and an adapter that has left its start. */
async function withEngine(maxTokens: number, use: (engine: LoraEngine) => Promise<void>): Promise<void> {
  const path = join(await temporaryFolder(), 'tiny.gguf');
  await writeFile(path, ggufBytes(tinyGgufMetadata(), tinyGgufTensors()));
  const model = await openModel([{ name: 'tiny.gguf', path }]);
  const engine = await openLoraEngine(
    model,
    { ...LORA, targets: [...LORA.targets] },
    { lanes: 2, maxTokens },
  );
  engine.parameters.set(initialParameters(engine.layout, 1).map((a, i) => a + Math.sin(i) * 0.05));
  try {
    await use(engine);
  } finally {
    await engine.close();
    await model.close();
  }
}

/** Documents side by side in `length` tokens; the loss counts each token but a document's first two. */
function sequenceOf(documents: readonly number[][], length: number): Sequence {
  const sequence: Sequence = {
    ids: new Int32Array(length),
    labels: new Int32Array(length),
    weights: new Float32Array(length),
    positions: new Int32Array(length),
    documents: new Int32Array(length).fill(-1),
    tokens: 0,
    rows: documents.map((_, i) => i),
  };
  let at = 0;
  documents.forEach((ids, number) => {
    ids.forEach((id, position) => {
      const counts = position >= 1 && position + 1 < ids.length;
      sequence.ids[at] = id;
      sequence.labels[at] = ids[position + 1] ?? 0;
      sequence.weights[at] = counts ? 1 : 0;
      sequence.positions[at] = position;
      sequence.documents[at] = number;
      sequence.tokens += counts ? 1 : 0;
      at++;
    });
  });
  return sequence;
}

const text = (seed: number, length: number) => Array.from({ length }, (_, i) => (seed * 31 + i * 17) % 300);

describe('a whole model', { timeout: 120_000 }, () => {
  it('has the loss and the LoRA gradients that finite differences in double precision give', async () => {
    await withEngine(16, async ({ layout, parameters, losses, gradient: pull }) => {
      const sequence = sequenceOf([text(1, 6), text(2, 7)], 16);
      const weights = tinyWeights();
      const reference = (values: ArrayLike<number>) =>
        referenceLoss(TINY_CONFIG, weights, layout, values, sequence);
      const expected = reference(parameters);
      expect(Math.abs((await losses([sequence]))[0]! - expected) / expected).toBeLessThan(1e-6);

      const gradient = new Float32Array(layout.length);
      expect(await pull([sequence], sequence.tokens, gradient)).toBeCloseTo(expected, 4);
      for (const { offset, length, name } of layout.slots) {
        for (const at of [offset, offset + (length >> 1)]) {
          const values = Float64Array.from(parameters);
          values[at] = parameters[at]! + 1e-5;
          const above = reference(values);
          values[at] = parameters[at]! - 1e-5;
          const slope = (above - reference(values)) / 2e-5 / sequence.tokens;
          const close = Math.abs(gradient[at]! - slope) < 1e-6 + 1e-5 * Math.abs(slope);
          expect({ name, at, close }).toEqual({ name, at, close: true });
        }
      }
    });
  });

  it('gives packed documents the loss and the gradient they have alone', async () => {
    await withEngine(48, async ({ layout, losses, gradient }) => {
      const documents = [text(3, 9), text(4, 14), text(5, 6)];
      const packed = sequenceOf(documents, 48);
      const alone = documents.map((document) => sequenceOf([document], 48));
      const together = new Float32Array(layout.length);
      const apart = new Float32Array(layout.length);
      const sum = await gradient([packed], packed.tokens, together);
      expect(Math.abs((await gradient(alone, packed.tokens, apart)) - sum) / sum).toBeLessThan(1e-6);
      const [packedLoss, ...aloneLosses] = await losses([packed, ...alone]);
      expect(Math.abs(aloneLosses.reduce((a, b) => a + b) - packedLoss!) / sum).toBeLessThan(1e-6);
      const difference = Math.hypot(...together.map((value, i) => value - apart[i]!));
      expect(difference / Math.hypot(...together)).toBeLessThan(1e-5);
    });
  });

  it('does not compute padding, and has the loss and the gradient of what does', async () => {
    await withEngine(96, async ({ layout, losses, gradient }) => {
      const short = sequenceOf([text(7, 21)], 96);
      // A document of no weight behind it keeps the engine from leaving its tokens out.
      const documents = short.documents.map((number) => (number < 0 ? 9 : number));
      const padded = { ...short, documents };
      const inputs = (sequence: Sequence) =>
        sequenceInputs(TINY_CONFIG, sequence, new Float32Array(300 * 64), ropeTables(TINY_CONFIG, 96));
      expect([inputs(short).tokens, inputs(padded).tokens]).toEqual([32, 96]);
      const [cut, whole] = [new Float32Array(layout.length), new Float32Array(layout.length)];
      const sum = await gradient([short], short.tokens, cut);
      expect(Math.abs((await gradient([padded], short.tokens, whole)) / sum - 1)).toBeLessThan(1e-5);
      const [one, other] = await losses([short, padded]);
      expect(Math.abs(one! / other! - 1)).toBeLessThan(1e-5);
      const difference = Math.hypot(...cut.map((value, i) => value - whole[i]!));
      expect(difference / Math.hypot(...whole)).toBeLessThan(1e-5);
    });
  });

  it('does not read padding: what stands there changes nothing', async () => {
    await withEngine(48, async ({ losses }) => {
      const sequence = sequenceOf([text(6, 10)], 48);
      const before = await losses([sequence]);
      sequence.ids.fill(299, 10);
      expect(await losses([sequence])).toEqual(before);
    });
  });
});
