import type { Sequence } from '../../data/sequence.ts';
import type { DecoderConfig } from '../../model/decoder-config.ts';
import type { Tensor } from '../executor/tensor.ts';
import { embedTokens } from './embed-tokens.ts';
import type { RopeTable } from './rope-table.ts';
import type { RopeTables } from './rope-tables.ts';

/** What a sequence gives the layers, cut to the tokens it really holds. */
export type SequenceInputs = { tokens: number; x: Tensor; tables(layer: number): LayerTables };

/** Rotary rows and mask, the same objects for all layers that see equally far. */
export type LayerTables = { cosine: Tensor; sine: Tensor; mask: Tensor };

/** Lengths are multiples of this, so that few shapes occur. */
const GRAIN = 16;
/** Far below any score, far above f32's limit: what is masked gets a share of exactly zero. */
const MASKED = -1e9;

/** Embeds a sequence and gathers its rotary rows and its block-diagonal causal masks. */
export function sequenceInputs(
  config: DecoderConfig,
  sequence: Sequence,
  embedding: Tensor['data'],
  tables: RopeTables,
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
  const rotation = (table: RopeTable) => ({
    cosine: gather(table.cosine, sequence.positions, table.width),
    sine: gather(table.sine, sequence.positions, table.width),
  });
  const mask = (reach: number) =>
    blockMask(sequence.documents, tokens, config.heads / config.keyValueHeads, reach);
  const { window } = config;
  const all: LayerTables = { ...rotation(tables), mask: mask(Infinity) };
  const near: LayerTables | undefined = window && {
    ...(tables.window ? rotation(tables.window) : all),
    mask: window.tokens < tokens ? mask(window.tokens) : all.mask,
  };
  return {
    tokens,
    x: embedTokens(config, embedding, sequence.ids.subarray(0, tokens)),
    tables: (layer) => (near && window?.layers[layer] ? near : all),
  };
}

/**
 * `[groups · tokens, tokens]`: the mask once for each query head that shares a key head.
 *
 * @param reach How many tokens, itself included, a token sees.
 */
function blockMask(documents: Int32Array, tokens: number, groups: number, reach: number): Tensor {
  const data = new Float32Array(groups * tokens * tokens).fill(MASKED);
  for (let row = 0; row < tokens; row++) {
    for (let column = Math.max(0, row - reach + 1); column <= row; column++) {
      if (documents[row] === documents[column]) data[row * tokens + column] = 0;
    }
  }
  for (let group = 1; group < groups; group++) {
    data.copyWithin(group * tokens * tokens, 0, tokens * tokens);
  }
  return { data, shape: [groups * tokens, tokens] };
}
