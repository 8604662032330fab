import type { DecoderConfig } from './decoder-config.ts';
import { linearModules } from './linear-modules.ts';
import { projectionShape } from './projection-shape.ts';

/** Every weight that a decoder of this shape is stored with, with its shape, under the Hugging Face names. */
export function decoderWeights(config: DecoderConfig): Map<string, number[]> {
  const { hiddenSize, vocabularySize } = config;
  const shapes = new Map<string, number[]>([
    ['model.embed_tokens.weight', [vocabularySize, hiddenSize]],
    ['model.norm.weight', [hiddenSize]],
  ]);
  if (!config.tiedEmbeddings) shapes.set('lm_head.weight', [vocabularySize, hiddenSize]);
  const layer = layerTensors(config);
  for (let i = 0; i < config.layers; i++) {
    for (const [name, shape] of layer) shapes.set(`model.layers.${i}.${name}`, shape);
  }
  return shapes;
}

function layerTensors(config: DecoderConfig): [string, number[]][] {
  const { hiddenSize, headDim } = config;
  const tensors: [string, number[]][] = [];
  for (const { path, parts } of linearModules(config)) {
    const rows = parts.reduce((sum, part) => sum + projectionShape(config, part)[0], 0);
    tensors.push([`${path}.weight`, [rows, projectionShape(config, parts[0]!)[1]]]);
    if (config.biases?.includes(parts[0]!)) tensors.push([`${path}.bias`, [rows]]);
  }
  const norms = ['input_layernorm', 'post_attention_layernorm'];
  if (config.resultNorms) norms.push('pre_feedforward_layernorm', 'post_feedforward_layernorm');
  for (const norm of norms) tensors.push([`${norm}.weight`, [hiddenSize]]);
  for (const head of config.headNorms ? ['q', 'k'] : []) {
    tensors.push([`self_attn.${head}_norm.weight`, [headDim]]);
  }
  return tensors;
}
