import type { DecoderConfig } from '../../model/decoder-config.ts';
import type { Graph } from '../graph/graph.ts';
import type { Dimension, Value } from '../graph/value.ts';
import type { LayerValues } from './decoder-layer.ts';
import type { LoraLayout } from './lora-layout.ts';
import { PROJECTION_PATHS, projectionShape } from './projections.ts';
import type { Projection } from './projections.ts';

/** Names of a layer's inputs in a graph: `weight.<projection>`, `lora.<projection>.A`, norms, tables. */
export const layerInputName = {
  weight: (projection: Projection) => `weight.${projection}`,
  lora: (projection: Projection, matrix: 'A' | 'B') => `lora.${projection}.${matrix}`,
};

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
  const projections = Object.keys(PROJECTION_PATHS) as Projection[];
  const adapted = new Map<Projection, { a: Value; b: Value }>();
  for (const slot of layout?.slots ?? []) {
    if (slot.layer !== 0 || slot.matrix !== 'A') continue;
    const matrix = (name: 'A' | 'B', shape: readonly number[]) =>
      graph.input(layerInputName.lora(slot.projection, name), shape);
    const [out] = projectionShape(config, slot.projection);
    adapted.set(slot.projection, { a: matrix('A', slot.shape), b: matrix('B', [out, slot.shape[0]]) });
  }
  return {
    attentionNorm: graph.input('attentionNorm', [config.hiddenSize]),
    feedForwardNorm: graph.input('feedForwardNorm', [config.hiddenSize]),
    weights: Object.fromEntries(
      projections.map((name) => [
        name,
        graph.input(layerInputName.weight(name), projectionShape(config, name)),
      ]),
    ) as Record<Projection, Value>,
    lora: Object.fromEntries(adapted),
    loraScale: layout?.scale ?? 1,
    cosine: graph.input('cosine', [tokens, config.headDim]),
    sine: graph.input('sine', [tokens, config.headDim]),
    mask: graph.input('mask', ['M', context]),
  };
}
