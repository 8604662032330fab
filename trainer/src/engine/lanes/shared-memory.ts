import type { FrozenWeights } from '../decoder/frozen-weights.ts';
import type { Tensor } from '../executor/tensor.ts';

/** Zeros in memory that threads share. */
export function sharedFloats(length: number): Float32Array {
  return new Float32Array(new SharedArrayBuffer(length * Float32Array.BYTES_PER_ELEMENT));
}

/** A copy in memory that threads share. */
export function shareFloats(values: Float32Array): Float32Array {
  const shared = sharedFloats(values.length);
  shared.set(values);
  return shared;
}

/** Weights in memory that threads share; a tensor that occurs twice stays one. */
export function shareWeights({ embedding, finalNorm, output, layers }: FrozenWeights): FrozenWeights {
  const share = (tensor: Tensor): Tensor => ({ ...tensor, data: shareFloats(tensor.data as Float32Array) });
  const sharedEmbedding = share(embedding);
  return {
    embedding: sharedEmbedding,
    finalNorm: share(finalNorm),
    output: output === embedding ? sharedEmbedding : share(output),
    layers: layers.map((layer) =>
      Object.fromEntries(Object.entries(layer).map(([name, tensor]) => [name, share(tensor)])),
    ),
  };
}
