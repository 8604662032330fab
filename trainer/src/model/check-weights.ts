import type { WeightSource } from './base-model.ts';
import type { DecoderConfig } from './decoder-config.ts';
import { ModelFileError } from './model-file-error.ts';

/** Every weight that a decoder of this shape has, with its shape, under the Hugging Face names. */
export function decoderWeights(config: DecoderConfig): Map<string, number[]> {
  const {
    hiddenSize: hidden,
    intermediateSize: inner,
    headDim,
    heads,
    keyValueHeads,
    vocabularySize,
  } = config;
  const shapes = new Map<string, number[]>([
    ['model.embed_tokens.weight', [vocabularySize, hidden]],
    ['model.norm.weight', [hidden]],
  ]);
  if (!config.tiedEmbeddings) shapes.set('lm_head.weight', [vocabularySize, hidden]);
  for (let i = 0; i < config.layers; i++) {
    const layer = `model.layers.${i}`;
    shapes.set(`${layer}.input_layernorm.weight`, [hidden]);
    shapes.set(`${layer}.self_attn.q_proj.weight`, [heads * headDim, hidden]);
    shapes.set(`${layer}.self_attn.k_proj.weight`, [keyValueHeads * headDim, hidden]);
    shapes.set(`${layer}.self_attn.v_proj.weight`, [keyValueHeads * headDim, hidden]);
    shapes.set(`${layer}.self_attn.o_proj.weight`, [hidden, heads * headDim]);
    shapes.set(`${layer}.post_attention_layernorm.weight`, [hidden]);
    shapes.set(`${layer}.mlp.gate_proj.weight`, [inner, hidden]);
    shapes.set(`${layer}.mlp.up_proj.weight`, [inner, hidden]);
    shapes.set(`${layer}.mlp.down_proj.weight`, [hidden, inner]);
  }
  return shapes;
}

const MAX = {
  hiddenSize: 65_536,
  intermediateSize: 1 << 20,
  layers: 1024,
  heads: 1024,
  vocabularySize: 4 << 20,
};

/** Refuses a configuration that is no decoder, and weights that are not exactly those it needs. */
export function checkWeights(file: string, config: DecoderConfig, weights: WeightSource): void {
  for (const [field, limit] of Object.entries(MAX) as [keyof typeof MAX, number][]) {
    const value = config[field];
    if (!Number.isInteger(value) || value < 1 || value > limit) {
      throw new ModelFileError('malformed', file, `${field} is ${value}`);
    }
  }
  const { heads, keyValueHeads, headDim, ropeBase, normEpsilon } = config;
  if (!Number.isInteger(headDim) || headDim < 2 || headDim % 2 !== 0 || headDim > 1024) {
    throw new ModelFileError('malformed', file, `a head has ${headDim} dimensions`);
  }
  if (!Number.isInteger(keyValueHeads) || keyValueHeads < 1 || heads % keyValueHeads !== 0) {
    throw new ModelFileError(
      'malformed',
      file,
      `${heads} heads do not share ${keyValueHeads} key-value heads`,
    );
  }
  if (!(ropeBase > 0) || !(normEpsilon > 0)) {
    throw new ModelFileError('malformed', file, `rope base ${ropeBase}, norm epsilon ${normEpsilon}`);
  }
  const expected = decoderWeights(config);
  const present = new Set(weights.names());
  for (const [name, shape] of expected) {
    if (!present.has(name)) throw new ModelFileError('weights', file, `holds no weight ${name}`);
    const found = weights.shape(name);
    if (found.join() !== shape.join()) {
      throw new ModelFileError(
        'weights',
        file,
        `${name} is [${found.join(', ')}], not [${shape.join(', ')}]`,
      );
    }
  }
  for (const name of present) {
    if (!expected.has(name))
      throw new ModelFileError('weights', file, `weight ${name} belongs to no Llama model`);
  }
}
