import type { DecoderConfig } from '../../model/decoder-config.ts';
import { linearModules } from '../../model/linear-modules.ts';
import { projectionShape } from '../../model/projection-shape.ts';
import { layerInputName } from './layer-input-name.ts';

/** A frozen input of a layer, and where it is stored. */
export type LayerWeight = {
  input: string;
  shape: readonly number[];
  /** Name within the layer in the Hugging Face layout. */
  stored: string;
  /** Values of the stored tensor before this one's; more than 0 where several are fused. */
  offset: number;
  isNorm: boolean;
};

/** The frozen inputs of every layer of a decoder, in the order in which its graphs declare them. */
export function layerWeights(config: DecoderConfig): readonly LayerWeight[] {
  return [...norms(config), ...linear(config)];
}

function norms(config: DecoderConfig): LayerWeight[] {
  const { hiddenSize, headDim, headNorms, resultNorms } = config;
  const norm = (input: string, path: string, width = hiddenSize): LayerWeight => ({
    ...{ input, shape: [width], stored: `${path}.weight`, offset: 0, isNorm: true },
  });
  return [
    norm('attentionNorm', 'input_layernorm'),
    norm('feedForwardNorm', resultNorms ? 'pre_feedforward_layernorm' : 'post_attention_layernorm'),
    ...(resultNorms
      ? [
          norm('attentionResultNorm', 'post_attention_layernorm'),
          norm('feedForwardResultNorm', 'post_feedforward_layernorm'),
        ]
      : []),
    ...(headNorms
      ? [norm('queryNorm', 'self_attn.q_norm', headDim), norm('keyNorm', 'self_attn.k_norm', headDim)]
      : []),
  ];
}

function linear(config: DecoderConfig): LayerWeight[] {
  const weights: LayerWeight[] = [];
  const biases: LayerWeight[] = [];
  for (const { path, parts } of linearModules(config)) {
    let row = 0;
    for (const part of parts) {
      const shape = projectionShape(config, part);
      const [rows, columns] = shape;
      const input = layerInputName.weight(part);
      weights.push({ input, shape, stored: `${path}.weight`, offset: row * columns, isNorm: false });
      if (config.biases?.includes(part)) {
        const bias = layerInputName.bias(part);
        biases.push({ input: bias, shape: [rows], stored: `${path}.bias`, offset: row, isNorm: false });
      }
      row += rows;
    }
  }
  return [...weights, ...biases];
}
