import type { DecoderConfig } from '../model/decoder-config.ts';

/** Keys and values of every layer for the tokens of one text so far. */
export type TextMemory = {
  /** Tokens held. */
  tokens: number;
  /** Per layer `[capacity, keyValueHeads · headDim]`. */
  keys: Float32Array[];
  values: Float32Array[];
};

/** Room for a text of up to `capacity` tokens. */
export function textMemory(config: DecoderConfig, capacity: number): TextMemory {
  const blocks = () =>
    Array.from(
      { length: config.layers },
      () => new Float32Array(capacity * config.keyValueHeads * config.headDim),
    );
  return { tokens: 0, keys: blocks(), values: blocks() };
}
