import type { BaseModel } from '../../model/base-model.ts';
import type { Tensor } from '../executor/tensor.ts';
import { layerInputName } from './layer-inputs.ts';
import { PROJECTION_PATHS } from './projections.ts';
import type { Projection } from './projections.ts';

/** A base model's weights in memory, as graph inputs. */
export type FrozenWeights = {
  embedding: Tensor;
  finalNorm: Tensor;
  /** `[vocabulary, hiddenSize]`, the embedding itself where the model ties them. */
  output: Tensor;
  /** Per layer, by the names that `declareLayerInputs` gives. */
  layers: Record<string, Tensor>[];
};

/**
 * Reads every weight.
 *
 * @param place Where a tensor's values are to lie and in what, e.g. a copy in memory that threads share.
 */
export async function readFrozenWeights(
  { config, weights }: BaseModel,
  place: (values: Float32Array, shape: readonly number[]) => Tensor['data'] = (values) => values,
): Promise<FrozenWeights> {
  const read = async (name: string): Promise<Tensor> => {
    const shape = weights.shape(name);
    return { data: place(await weights.read(name), shape), shape };
  };
  const layers: FrozenWeights['layers'] = [];
  for (let i = 0; i < config.layers; i++) {
    const path = `model.layers.${i}`;
    const layer: Record<string, Tensor> = {
      attentionNorm: await read(`${path}.input_layernorm.weight`),
      feedForwardNorm: await read(`${path}.post_attention_layernorm.weight`),
    };
    for (const [projection, place] of Object.entries(PROJECTION_PATHS)) {
      layer[layerInputName.weight(projection as Projection)] = await read(`${path}.${place}.weight`);
    }
    layers.push(layer);
  }
  const embedding = await read('model.embed_tokens.weight');
  return {
    embedding,
    finalNorm: await read('model.norm.weight'),
    output: config.tiedEmbeddings ? embedding : await read('lm_head.weight'),
    layers,
  };
}
