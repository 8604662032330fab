import type { DecoderConfig } from '../../model/decoder-config.ts';
import { toBfloat16 } from '../executor/bfloat16.ts';
import type { Precision } from '../executor/executor-choice.ts';
import type { Tensor } from '../executor/tensor.ts';
import type { FrozenWeights } from './frozen-weights.ts';
import type { FullLayout } from './full-layout.ts';
import { layerWeights } from './layer-weights.ts';

/** The weights of a model that are trained, as graph inputs: views of the parameters wherever these can be read as they are. */
export type FullWeights = {
  weights: FrozenWeights;
  /** Brings the others up to date: norms that are stored less one, and matrices in bfloat16. */
  follow(): void;
};

/**
 * Cuts the parameters into what the graphs read.
 *
 * @param room Memory for so many values of a kind, e.g. such as threads share.
 */
export function fullWeights(
  config: DecoderConfig,
  { slots }: FullLayout,
  parameters: Float32Array,
  precision: Precision,
  room: { floats(length: number): Float32Array; halves(length: number): Uint16Array },
): FullWeights {
  const copies: (() => void)[] = [];
  const place = (name: string, shape: readonly number[], kind: 'norm' | 'linear', offset = 0): Tensor => {
    const from = slots.find((slot) => slot.name === name)!.offset + offset;
    const values = parameters.subarray(from, from + shape.reduce((a, b) => a * b, 1));
    if (kind === 'norm' && config.offsetNorms) {
      const data = room.floats(values.length);
      copies.push(() => values.forEach((value, i) => (data[i] = value + 1)));
      return { data, shape };
    }
    if (precision === 'f32' || shape.length === 1) return { data: values, shape };
    const data = room.halves(values.length);
    copies.push(() => toBfloat16(values, data));
    return { data, shape };
  };
  const inputs = layerWeights(config);
  const layers = Array.from({ length: config.layers }, (_, i) =>
    Object.fromEntries(
      inputs.map(({ input, shape, stored, offset, isNorm }) => [
        input,
        place(`model.layers.${i}.${stored}`, shape, isNorm ? 'norm' : 'linear', offset),
      ]),
    ),
  );
  const wide = [config.vocabularySize, config.hiddenSize];
  const embedding = slots.find(({ name }) => name === EMBEDDING)!;
  return {
    weights: {
      layers,
      // Rows are looked up, not multiplied: they are read in f32 whatever computes.
      embedding: {
        data: parameters.subarray(embedding.offset, embedding.offset + embedding.length),
        shape: wide,
      },
      finalNorm: place('model.norm.weight', [config.hiddenSize], 'norm'),
      output: place(config.tiedEmbeddings ? EMBEDDING : 'lm_head.weight', wide, 'linear'),
    },
    follow: () => copies.forEach((copy) => copy()),
  };
}

const EMBEDDING = 'model.embed_tokens.weight';
