import { loraViews } from '../decoder/layer-memory.ts';
import type { LoraLayout } from '../decoder/lora-layout.ts';
import type { GradientSink } from './gradient-sink.ts';

/** Gradients of an adapter's matrices are written where they belong. */
export function loraSink(layout: LoraLayout, gradient: Float32Array, layers: number): GradientSink {
  const views = loraViews(layout, gradient, layers);
  const nothing = () => Promise.resolve();
  return {
    layer: (index) => views[index]!.gradients,
    ...{ endHead: nothing, endLayer: nothing, endInput: nothing },
  };
}
