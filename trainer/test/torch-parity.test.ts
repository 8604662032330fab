import { beforeAll, describe, expect, it } from 'vitest';
import type { Document } from '../src/data/document.ts';
import { toSequence } from '../src/data/to-sequence.ts';
import type { LoraLayout } from '../src/engine/decoder/lora-layout.ts';
import { PROJECTION_PATHS } from '../src/engine/decoder/projections.ts';
import type { Projection } from '../src/engine/decoder/projections.ts';
import { openLoraEngine } from '../src/engine/lanes/open-lora-engine.ts';
import { adamwStep, initMoments } from '../src/engine/optimizer/adamw.ts';
import { globalNorm } from '../src/engine/optimizer/global-norm.ts';
import { initialParameters } from '../src/engine/optimizer/initial-parameters.ts';
import { learningRate } from '../src/engine/optimizer/learning-rate.ts';
import type { BaseModel } from '../src/model/base-model.ts';
import type { DecoderConfig } from '../src/model/decoder-config.ts';
import { TINY_CONFIG } from './support/tiny-config.ts';
import { findTorch } from './torch/find-torch.ts';
import { seededModel } from './torch/seeded-model.ts';
import { torchReference } from './torch/torch-reference.ts';
import type { TorchRequest, TorchResult } from './torch/torch-reference.ts';

/** A tensor may be this many times as far from double precision as torch's own f32 is. */
const RATIO = 2;
/** Relative L2 distances below this are rounding alone: two units in the last place of f32. */
const FLOOR = 2 ** -22;

const LENGTH = 64;
const STEPS = 5;
const LORA = { rank: 3, alpha: 7, dropout: 0, targets: Object.keys(PROJECTION_PATHS) as Projection[] };
// With a tiny epsilon AdamW makes a whole step of a gradient that is rounding alone: luck would be compared.
const OPTIMIZER = { beta1: 0.9, beta2: 0.99, epsilon: 1e-3, weightDecay: 0.1, clipNorm: 0.5 };
const RATES = Array.from({ length: STEPS }, (_, i) =>
  learningRate({ name: 'cosine', warmupSteps: 2 }, 0.01, i + 1, STEPS),
);

const CONFIGS: readonly (readonly [string, DecoderConfig])[] = [
  ['two key heads for four query heads, tied embeddings', TINY_CONFIG],
  [
    'one key head, heads narrower than the model, an output projection of its own',
    { ...TINY_CONFIG, heads: 3, keyValueHeads: 1, headDim: 20, ropeBase: 500_000, tiedEmbeddings: false },
  ],
];

/** Three packed documents that fill a sequence, and one that leaves padding. */
const PACKED = [[document(1, 23), document(2, 30), document(3, 11)], [document(4, 37)]];

type Result = { loss: number; gradients: Tensors; changes: Tensors };
type Tensors = Record<string, number[]>;

const torch = findTorch();

describe.runIf(torch.version)(
  `beside torch ${torch.version ?? `(not compared: ${torch.python} has none)`}`,
  () => {
    describe.each(CONFIGS)('a decoder with %s', (_, config) => {
      let results: { ours: Result; double: Result; single: Result };
      beforeAll(async () => {
        results = await train(config);
      }, 240_000);

      it('has the loss that double precision gives', () => {
        const { ours, double } = results;
        expect(Math.abs(ours.loss / double.loss - 1)).toBeLessThanOrEqual(FLOOR);
      });

      it.each([
        ['has every LoRA gradient as exactly as f32 allows', 'gradients'],
        ['has every LoRA matrix changed in five steps as torch.optim.AdamW changes it', 'changes'],
      ] as const)('%s', (_, kind) => {
        const { ours, double, single } = results;
        const tensors = Object.keys(double[kind]).map((name) => ({
          tensor: name,
          ours: distance(ours[kind][name]!, double[kind][name]!),
          torch: distance(single[kind][name]!, double[kind][name]!),
        }));
        expect(tensors).toHaveLength(config.layers * LORA.targets.length * 2);
        // Written so that NaN fails.
        expect(tensors.filter((one) => !(one.ours <= Math.max(RATIO * one.torch, FLOOR)))).toEqual([]);
      });
    });
  },
);

/** Takes the same steps with the engine, with torch in double and with torch in single precision. */
async function train(config: DecoderConfig): Promise<{ ours: Result; double: Result; single: Result }> {
  const model = seededModel(config);
  const engine = await openLoraEngine(model, LORA, { lanes: 1, maxTokens: LENGTH });
  try {
    const { layout, parameters } = engine;
    // B away from zero: where LoRA starts, A has no gradient.
    parameters.set(initialParameters(layout, 1).map((value, i) => value + Math.sin(i) * 0.05));
    const start = byName(layout, parameters);
    const { float64, float32 } = await torchReference(torch.python, await requestOf(model, layout, start));

    const sequences = PACKED.map((documents) => toSequence(documents, LENGTH, 0));
    const counted = sequences.reduce((sum, { tokens }) => sum + tokens, 0);
    const gradient = new Float32Array(layout.length);
    const loss = (await engine.gradient(sequences, counted, gradient)) / counted;
    const gradients = byName(layout, gradient);
    const moments = initMoments(layout.length);
    for (const [i, rate] of RATES.entries()) {
      await engine.gradient(sequences, counted, gradient);
      const scale = Math.min(1, OPTIMIZER.clipNorm / globalNorm(gradient));
      adamwStep(parameters, gradient, moments, OPTIMIZER, rate, i + 1, scale);
    }
    return {
      ours: { loss, gradients, changes: changes(start, byName(layout, parameters)) },
      double: withChanges(start, float64),
      single: withChanges(start, float32),
    };
  } finally {
    await engine.close();
  }
}

async function requestOf(
  { config, weights }: BaseModel,
  { slots }: LoraLayout,
  start: Tensors,
): Promise<TorchRequest> {
  const frozen: [string, TorchRequest['weights'][string]][] = [];
  for (const name of weights.names()) {
    frozen.push([name, { shape: weights.shape(name), data: [...(await weights.read(name))] }]);
  }
  return {
    config,
    weights: Object.fromEntries(frozen),
    adapter: Object.fromEntries(slots.map(({ name, shape }) => [name, { shape, data: start[name]! }])),
    loraScale: LORA.alpha / LORA.rank,
    sequences: PACKED.map((documents) =>
      documents.map(({ ids, counted }) => ({ ids: [...ids], counted: [...counted] })),
    ),
    optimizer: { ...OPTIMIZER, rates: RATES },
  };
}

function byName({ slots }: LoraLayout, values: Float32Array): Tensors {
  return Object.fromEntries(
    slots.map(({ name, offset, length }) => [name, [...values.subarray(offset, offset + length)]]),
  );
}

const withChanges = (start: Tensors, { trained, ...result }: TorchResult): Result => ({
  ...result,
  changes: changes(start, trained),
});

function changes(start: Tensors, end: Tensors): Tensors {
  return Object.fromEntries(
    Object.entries(start).map(([name, values]) => [name, values.map((value, i) => end[name]![i]! - value)]),
  );
}

/** Relative L2 distance of `values` to `exact`. */
function distance(values: readonly number[], exact: readonly number[]): number {
  return Math.hypot(...values.map((value, i) => value - exact[i]!)) / Math.hypot(...exact);
}

/** A document of scattered ids; its first third is context that the loss does not count. */
function document(row: number, length: number): Document {
  const ids = Int32Array.from({ length }, (_, i) => (row * 131 + i * (i * 17 + 29)) % 300);
  return { row, ids, counted: Uint8Array.from(ids, (_, i) => (i * 3 >= length ? 1 : 0)) };
}
