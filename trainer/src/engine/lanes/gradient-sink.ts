import type { HeadSink } from '../decoder/head-sink.ts';
import type { Tensor } from '../executor/tensor.ts';

/** Where the gradients of one sequence go while a lane works its way back through the model. */
export type GradientSink = {
  /** Takes those of the head's own weights, where they are trained. */
  readonly head?: HeadSink;
  /** Places for a layer's gradients by output name; they are taken by `endLayer` before another layer's. */
  layer(index: number): Readonly<Record<string, Tensor>>;
  endHead(): Promise<void>;
  endLayer(index: number): Promise<void>;
  /**
   * The end of a sequence.
   *
   * @param x Gradient of the first layer's input `[tokens, hiddenSize]`.
   */
  endInput(ids: Int32Array, x: Float32Array): Promise<void>;
};
