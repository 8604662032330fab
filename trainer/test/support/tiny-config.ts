import type { DecoderConfig } from '../../src/model/decoder-config.ts';

/** A decoder of two layers, small enough to write out in a test. */
export const TINY_CONFIG: DecoderConfig = {
  architecture: 'llama',
  hiddenSize: 64,
  intermediateSize: 96,
  layers: 2,
  heads: 4,
  keyValueHeads: 2,
  headDim: 16,
  vocabularySize: 300,
  contextLength: 128,
  ropeBase: 10_000,
  normEpsilon: 1e-5,
  tiedEmbeddings: true,
};
