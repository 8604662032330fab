import type { DecoderConfig } from '../../model/decoder-config.ts';
import { decoderWeights } from '../../model/decoder-weights.ts';
import type { LoraLayout } from './lora-layout.ts';
import type { TrainedLayout } from './trained-layout.ts';

/** Every weight of a model as it is stored, by its Hugging Face name, in one flat vector. */
export type FullLayout = TrainedLayout & { method: 'full' };

/** What of a model is trained: an adapter beside its weights, or these. */
export type Layout = LoraLayout | FullLayout;

/** Lays out the weights of a model: embedding, final norm, output where it is apart, then layer by layer. */
export function fullLayout(config: DecoderConfig): FullLayout {
  let length = 0;
  const slots = [...decoderWeights(config)].map(([name, shape]) => {
    const slot = { name, shape, offset: length, length: shape.reduce((a, b) => a * b, 1) };
    length += slot.length;
    return slot;
  });
  return { method: 'full', slots, length };
}

/** Whether a model's own weights are trained. */
export function isFull(layout: Layout): layout is FullLayout {
  return 'method' in layout;
}
