import type { Precision } from '../executor/executor-choice.ts';
import type { Tensor } from '../executor/tensor.ts';
import { shareBfloat16, shareFloats } from './shared-memory.ts';

/** Copies frozen weights into memory that threads share, matrices in what is computed in. */
export function sharedPlace(
  precision: Precision,
): (values: Float32Array, shape: readonly number[]) => Tensor['data'] {
  return (values, shape) =>
    precision === 'bf16' && shape.length > 1 ? shareBfloat16(values) : shareFloats(values);
}
