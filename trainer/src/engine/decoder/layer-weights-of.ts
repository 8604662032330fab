import { unpackMatrix } from '../../model/packed-matrix.ts';
import { toBfloat16 } from '../executor/bfloat16.ts';
import type { Precision } from '../executor/executor-choice.ts';
import type { Tensor } from '../executor/tensor.ts';
import type { FrozenWeights } from './frozen-weights.ts';

/** A layer's frozen weights by input name. Where they are kept packed, they lie in memory that the next layer takes. */
export type LayerWeightsOf = (layer: number) => Readonly<Record<string, Tensor>>;

/** Reads frozen weights layer by layer, unpacking those of the layer at hand. */
export function layerWeightsOf({ layers, packed }: FrozenWeights, precision: Precision): LayerWeightsOf {
  const [first] = packed ?? [];
  if (!packed || !first) return (layer) => layers[layer]!;
  const entries = Object.entries(first).map(([input, { shape }]) => {
    const values = new Float32Array(shape.reduce((a, b) => a * b, 1));
    const data = precision === 'bf16' ? new Uint16Array(values.length) : values;
    return { input, values, tensor: { data, shape } };
  });
  const unpacked = Object.fromEntries(entries.map(({ input, tensor }) => [input, tensor]));
  let current: number | undefined;
  return (layer) => {
    // The last layer of the forward pass is the first of the backward pass.
    if (layer !== current) {
      for (const { input, values, tensor } of entries) {
        unpackMatrix(packed[layer]![input]!, values);
        if (tensor.data instanceof Uint16Array) toBfloat16(values, tensor.data);
      }
    }
    current = layer;
    return { ...layers[layer]!, ...unpacked };
  };
}
