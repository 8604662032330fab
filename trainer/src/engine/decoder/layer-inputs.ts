import type { DecoderConfig } from '../../model/decoder-config.ts';
import { linearModules } from '../../model/linear-modules.ts';
import type { ModuleName } from '../../model/linear-modules.ts';
import type { Graph } from '../graph/graph.ts';
import type { Dimension } from '../graph/value.ts';
import type { LayerValues, LoraValues } from './decoder-layer.ts';
import { layerInputName } from './layer-input-name.ts';
import { layerWeights } from './layer-weights.ts';
import type { LoraLayout, LoraMatrix } from './lora-layout.ts';

/**
 * Declares a layer's frozen weights, LoRA matrices and tables as inputs, so that one compiled graph serves
 * every layer and nothing of the weights is copied into it.
 *
 * @param tokens The dimension of the tokens that enter.
 * @param context The dimension of the tokens that may be attended to.
 */
export function declareLayerInputs(
  graph: Graph,
  config: DecoderConfig,
  layout: LoraLayout | undefined,
  tokens: Dimension,
  context: Dimension,
): LayerValues {
  const lora: Map<ModuleName, LoraValues> = new Map();
  for (const { name } of linearModules(config)) {
    const matrix = (which: LoraMatrix) => {
      const slot = layout?.slots.find(
        (one) => one.layer === 0 && one.module === name && one.matrix === which,
      );
      return slot && graph.input(layerInputName.lora(name, which), slot.shape);
    };
    const [a, b] = [matrix('A'), matrix('B')];
    if (!a || !b) continue;
    const dropout = layout?.dropout && graph.input(layerInputName.dropout(name), [tokens, a.shape[1]!]);
    const magnitude = matrix('magnitude');
    const norm = magnitude && graph.input(layerInputName.norm(name), magnitude.shape);
    lora.set(name, { a, b, ...(dropout ? { dropout } : {}), ...(norm ? { dora: { magnitude, norm } } : {}) });
  }
  const frozen = new Map(layerWeights(config).map(({ input, shape }) => [input, graph.input(input, shape)]));
  return {
    frozen,
    lora,
    loraScale: layout?.scale ?? 1,
    cosine: graph.input('cosine', [tokens, config.headDim]),
    sine: graph.input('sine', [tokens, config.headDim]),
    mask: graph.input('mask', ['M', context]),
  };
}
