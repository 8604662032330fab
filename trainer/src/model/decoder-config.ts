import type { ModelManifest } from '@cultivar/sdk/spec';
import type { RopeScaling } from './rope-scaling.ts';

/** The projections of a decoder layer, in the order in which it applies them. */
export type Projection = 'q_proj' | 'k_proj' | 'v_proj' | 'o_proj' | 'gate_proj' | 'up_proj' | 'down_proj';

/**
 * The shape of a decoder-only language model, as its config.json or GGUF header states it. What is optional is absent
 * in a plain Llama; each option changes the one decoder in one place.
 */
export type DecoderConfig = {
  architecture: ModelManifest['model']['architecture'];
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
  /** Projections that add a bias (Qwen2: q, k, v). */
  biases?: readonly Projection[];
  /** q, k and v are stored as one matrix, gate and up as another (Phi-3). */
  fusedProjections?: boolean;
  /** Every head of q and k is normalised before it is turned (Qwen3, Gemma 3). */
  headNorms?: boolean;
  /** Attention's and the feed-forward's results are normalised too before they are added (Gemma). */
  resultNorms?: boolean;
  /** Norms scale by one plus their stored weight (Gemma). */
  offsetNorms?: boolean;
  /** What the gate passes through; absent: SiLU. */
  activation?: 'gelu-tanh';
  /** Factor on embeddings as they enter the first layer (Gemma). */
  embeddingScale?: number;
  /** Factor on attention's scores; absent: one over the root of `headDim`. */
  queryScale?: number;
  /** Attention's scores s become `cap · tanh(s / cap)` (Gemma 2). */
  scoreCap?: number;
  /** The same for the logits. */
  logitCap?: number;
  /** How rotary angles are stretched beyond the length the model was first trained on. */
  ropeScaling?: RopeScaling;
  window?: AttentionWindow;
};

/** Layers whose tokens see only the latest ones before them. */
export type AttentionWindow = {
  /** A token sees itself and this many less one before it. */
  tokens: number;
  /** Which layers, by their number. */
  layers: readonly boolean[];
  /** Rotary base of these layers, never stretched; absent: as all others (Gemma 3 has its own). */
  ropeBase?: number;
};
