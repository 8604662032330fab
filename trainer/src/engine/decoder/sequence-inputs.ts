import type { Sequence } from '../../data/sequence.ts';
import type { DecoderConfig } from '../../model/decoder-config.ts';
import { fromBfloat16 } from '../executor/bfloat16.ts';
import type { Tensor } from '../executor/tensor.ts';
import type { RopeTable } from './rope-table.ts';

/** What a sequence gives every layer, cut to the tokens it really holds. */
export type SequenceInputs = { tokens: number; x: Tensor; cosine: Tensor; sine: Tensor; mask: Tensor };

/** Lengths are multiples of this, so that few shapes occur. */
const GRAIN = 16;
/** Far below any score, far above f32's limit: what is masked gets a share of exactly zero. */
const MASKED = -1e9;

/** Embeds a sequence and gathers its rotary rows and its block-diagonal causal mask. */
export function sequenceInputs(
  config: DecoderConfig,
  sequence: Sequence,
  embedding: Tensor['data'],
  table: RopeTable,
): SequenceInputs {
  const used = sequence.documents.findLastIndex((document) => document >= 0) + 1;
  const tokens = Math.min(sequence.ids.length, Math.max(GRAIN, Math.ceil(used / GRAIN) * GRAIN));
  const gather = (source: Float32Array, rows: Int32Array, width: number): Tensor => {
    const data = new Float32Array(tokens * width);
    for (let t = 0; t < tokens; t++) {
      data.set(source.subarray(rows[t]! * width, (rows[t]! + 1) * width), t * width);
    }
    return { data, shape: [tokens, width] };
  };
  return {
    tokens,
    x: embed(embedding, sequence.ids.subarray(0, tokens), config.hiddenSize),
    cosine: gather(table.cosine, sequence.positions, table.width),
    sine: gather(table.sine, sequence.positions, table.width),
    mask: blockMask(sequence.documents, tokens, config.heads / config.keyValueHeads),
  };
}

/** The rows of the embedding, which may lie in bfloat16. */
function embed(embedding: Tensor['data'], ids: Int32Array, width: number): Tensor {
  const data = new Float32Array(ids.length * width);
  ids.forEach((id, t) => {
    const row = embedding.subarray(id * width, (id + 1) * width);
    const place = data.subarray(t * width, (t + 1) * width);
    if (row instanceof Uint16Array) fromBfloat16(row, place);
    else place.set(row as Float32Array);
  });
  return { data, shape: [ids.length, width] };
}

/** `[groups · tokens, tokens]`: the mask once for each query head that shares a key head. */
function blockMask(documents: Int32Array, tokens: number, groups: number): Tensor {
  const data = new Float32Array(groups * tokens * tokens).fill(MASKED);
  for (let row = 0; row < tokens; row++) {
    for (let column = 0; column <= row; column++) {
      if (documents[row] === documents[column]) data[row * tokens + column] = 0;
    }
  }
  for (let group = 1; group < groups; group++) {
    data.copyWithin(group * tokens * tokens, 0, tokens * tokens);
  }
  return { data, shape: [groups * tokens, tokens] };
}
