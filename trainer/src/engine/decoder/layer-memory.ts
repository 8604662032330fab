import type { DecoderConfig } from '../../model/decoder-config.ts';
import type { Tensor } from '../executor/tensor.ts';
import type { Dimension, Value } from '../graph/value.ts';
import { gradientName } from './layer-graphs.ts';
import { layerInputName } from './layer-input-name.ts';
import type { LoraLayout } from './lora-layout.ts';

/** Views into long-lived memory for one length of sequence: nothing is allocated while a step runs. */
export type LayerViews = {
  /** Input of each layer; one more for the last result. */
  x: Tensor[];
  /** What each layer's forward half keeps, by name. */
  saved: Record<string, Tensor>[];
  /** Two gradients of activations that layers read and write in turns. */
  gradients: [Tensor, Tensor];
};

/** Memory for sequences up to a length, cut into views on demand. */
export function layerMemory(
  config: DecoderConfig,
  saved: readonly Value[],
  maxTokens: number,
): (tokens: number) => LayerViews {
  const { layers, hiddenSize } = config;
  const groups = config.heads / config.keyValueHeads;
  const shapeOf = (value: Value, tokens: number) =>
    value.shape.map((size) => dimension(size, tokens, groups));
  const count = (shape: readonly number[]) => shape.reduce((a, b) => a * b, 1);
  const blocks = (many: number, length: number) =>
    Array.from({ length: many }, () => new Float32Array(length));
  const x = blocks(layers + 1, maxTokens * hiddenSize);
  const gradients = blocks(2, maxTokens * hiddenSize);
  const kept = Array.from({ length: layers }, () =>
    saved.map((value) => room(value, count(shapeOf(value, maxTokens)))),
  );
  const cut = (data: Float32Array | Uint16Array, shape: readonly number[]): Tensor => ({
    data: data.subarray(0, count(shape)),
    shape,
  });
  const known = new Map<number, LayerViews>();
  return (tokens) => {
    let views = known.get(tokens);
    if (!views) {
      const wide = [tokens, hiddenSize];
      views = {
        x: x.map((data) => cut(data, wide)),
        saved: kept.map((layer) =>
          Object.fromEntries(layer.map((data, i) => [saved[i]!.name, cut(data, shapeOf(saved[i]!, tokens))])),
        ),
        gradients: gradients.map((data) => cut(data, wide)) as [Tensor, Tensor],
      };
      known.set(tokens, views);
    }
    return views;
  };
}

/** Bytes that `layerMemory` takes for what the layers keep. */
export function savedBytes(config: DecoderConfig, saved: readonly Value[], tokens: number): number {
  const groups = config.heads / config.keyValueHeads;
  const sizes = saved.map(({ shape, type }) =>
    shape.reduce<number>((n, size) => n * dimension(size, tokens, groups), type === 'bfloat16' ? 2 : 4),
  );
  return config.layers * sizes.reduce((a, b) => a + b, 0);
}

/**
 * Each layer's LoRA matrices as views into a flat vector: `inputs` by input name, `gradients` by output name.
 *
 * @param norms Lengths of rows in the order of the layout's magnitudes, inputs too.
 */
export function loraViews(
  layout: LoraLayout,
  flat: Float32Array,
  layers: number,
  norms?: Float32Array,
): { inputs: Record<string, Tensor>; gradients: Record<string, Tensor> }[] {
  const views = Array.from({ length: layers }, () => ({
    inputs: {} as Record<string, Tensor>,
    gradients: {} as Record<string, Tensor>,
  }));
  let row = 0;
  for (const slot of layout.slots) {
    const tensor = { data: flat.subarray(slot.offset, slot.offset + slot.length), shape: slot.shape };
    const name = layerInputName.lora(slot.module, slot.matrix);
    views[slot.layer]!.inputs[name] = tensor;
    views[slot.layer]!.gradients[gradientName(name)] = tensor;
    if (!norms || slot.matrix !== 'magnitude') continue;
    const data = norms.subarray(row, (row += slot.length));
    views[slot.layer]!.inputs[layerInputName.norm(slot.module)] = { data, shape: slot.shape };
  }
  return views;
}

function room({ type }: Value, length: number): Float32Array | Uint16Array {
  return type === 'bfloat16' ? new Uint16Array(length) : new Float32Array(length);
}

function dimension(size: Dimension, tokens: number, groups: number): number {
  if (typeof size === 'number') return size;
  return size === 'M' ? groups * tokens : tokens;
}
