import type { Sequence } from '../../src/data/sequence.ts';
import type { LoraLayout } from '../../src/engine/decoder/lora-layout.ts';
import { layerWeights } from '../../src/engine/decoder/layer-weights.ts';
import { matrix, product, transposed } from '../../src/engine/reference/matrix.ts';
import { referenceLayer } from '../../src/engine/reference/reference-layer.ts';
import type { ReferenceLayer } from '../../src/engine/reference/reference-layer.ts';
import type { DecoderConfig } from '../../src/model/decoder-config.ts';

/** Weights by their Hugging Face names. */
export type NamedWeights = ReadonlyMap<string, { shape: number[]; data: Float32Array }>;

/** Summed negative log-likelihood of a sequence under a whole model in double precision, by formulas alone. */
export function referenceLoss(
  config: DecoderConfig,
  weights: NamedWeights,
  layout: LoraLayout,
  parameters: ArrayLike<number>,
  sequence: Sequence,
): number {
  const read = (name: string) => {
    const { shape, data } = weights.get(name)!;
    return matrix(shape.length === 1 ? 1 : shape[0]!, shape.at(-1)!, data);
  };
  const tokens = sequence.ids.length;
  const embedding = read('model.embed_tokens.weight');
  const width = config.hiddenSize;
  let x = matrix(
    tokens,
    width,
    [...sequence.ids].flatMap((id) => [...embedding.data.subarray(id * width, (id + 1) * width)]),
  );
  for (let i = 0; i < config.layers; i++) {
    x = referenceLayer(config, x, layerValues(config, read, layout, parameters, sequence, i)).y;
  }
  const norm = read('model.norm.weight');
  const hidden = matrix(tokens, width, x.data);
  for (let t = 0; t < tokens; t++) {
    const row = hidden.data.subarray(t * width, (t + 1) * width);
    const mean = row.reduce((sum, value) => sum + value * value, 0) / width;
    row.forEach((value, j) => (row[j] = (value / Math.sqrt(mean + config.normEpsilon)) * norm.data[j]!));
  }
  const logits = product(hidden, transposed(embedding));
  let sum = 0;
  for (let t = 0; t < tokens; t++) {
    const row = logits.data.subarray(t * logits.columns, (t + 1) * logits.columns);
    const total = row.reduce((a, logit) => a + Math.exp(logit), 0);
    sum += sequence.weights[t]! * (Math.log(total) - row[sequence.labels[t]!]!);
  }
  return sum;
}

function layerValues(
  config: DecoderConfig,
  read: (name: string) => ReturnType<typeof matrix>,
  layout: LoraLayout,
  parameters: ArrayLike<number>,
  { positions, documents }: Sequence,
  layer: number,
): ReferenceLayer {
  const path = `model.layers.${layer}`;
  const lora: ReferenceLayer['lora'] = {};
  for (const slot of layout.slots) {
    if (slot.layer !== layer) continue;
    const values = Array.from({ length: slot.length }, (_, i) => parameters[slot.offset + i]!);
    const pair = (lora[slot.module] ??= { a: matrix(0, 0), b: matrix(0, 0) });
    pair[slot.matrix === 'A' ? 'a' : 'b'] = matrix(slot.shape[0]!, slot.shape[1]!, values);
  }
  const { headDim, ropeBase } = config;
  const angles = [...positions].flatMap((position) =>
    Array.from({ length: headDim }, (_, i) => position / ropeBase ** ((2 * (i % (headDim / 2))) / headDim)),
  );
  return {
    frozen: Object.fromEntries(
      layerWeights(config).map(({ input, stored }) => [input, read(`${path}.${stored}`)]),
    ),
    ...{ lora, loraScale: layout.scale },
    cosine: matrix(positions.length, headDim, angles.map(Math.cos)),
    sine: matrix(positions.length, headDim, angles.map(Math.sin)),
    attends: (row, column) => column <= row && documents[row] === documents[column],
  };
}
