/** The shape of a decoder-only language model, as its config.json or GGUF header states it. */
export type DecoderConfig = {
  architecture: 'llama';
  hiddenSize: number;
  intermediateSize: number;
  layers: number;
  heads: number;
  keyValueHeads: number;
  headDim: number;
  vocabularySize: number;
  /** Longest sequence the model was made for, in tokens. */
  contextLength: number;
  ropeBase: number;
  normEpsilon: number;
  /** The output projection is the embedding. */
  tiedEmbeddings: boolean;
};
