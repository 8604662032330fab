import type { DecoderConfig } from '../../model/decoder-config.ts';
import { fromBfloat16 } from '../executor/bfloat16.ts';
import type { Tensor } from '../executor/tensor.ts';

/** The first layer's input `[ids, hiddenSize]`: rows of the embedding, which may lie in bfloat16. */
export function embedTokens(
  { hiddenSize: width, embeddingScale }: DecoderConfig,
  embedding: Tensor['data'],
  ids: ArrayLike<number>,
): Tensor {
  const data = new Float32Array(ids.length * width);
  for (let t = 0; t < ids.length; t++) {
    const row = embedding.subarray(ids[t]! * width, (ids[t]! + 1) * width);
    if (row.length === 0) throw new RangeError(`token ${ids[t]} has no row in the embedding`);
    const place = data.subarray(t * width, (t + 1) * width);
    if (row instanceof Uint16Array) fromBfloat16(row, place);
    else place.set(row as Float32Array);
  }
  if (embeddingScale !== undefined) data.forEach((value, i) => (data[i] = value * embeddingScale));
  return { data, shape: [ids.length, width] };
}
