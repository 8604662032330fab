import type { DecoderConfig } from './decoder-config.ts';
import type { ModelDigests } from './model-digests.ts';
import type { PackedMatrix } from './packed-matrix.ts';
import type { StoredWeight } from './stored-weight.ts';

/** A model opened for reading: its shape, its weights and everything that turns text into tokens. */
export type BaseModel = {
  config: DecoderConfig;
  weights: WeightSource;
  tokenizer: Tokenizer;
  /** The Jinja source of the chat template. */
  chatTemplate: string;
  specialTokens: { bos: number | null; endOfTurn: number[]; pad: number | null };
  /** Counted beside other work from when they are first asked for until the model is closed. */
  digests(): Promise<ModelDigests>;
  close(): Promise<void>;
};

/** What is known of a model before its tokenizer is. */
export type ModelWeights = Pick<BaseModel, 'config' | 'weights'>;

/**
 * Named weights in the Hugging Face layout: `model.layers.0.self_attn.q_proj.weight` is `[out, in]`,
 * whatever the file's own layout was (GGUF's permuted q/k rows are put back).
 */
export type WeightSource = {
  names(): string[];
  shape(name: string): number[];
  /** The tensor as f32, dequantised where it was stored in fewer bits. */
  read(name: string): Promise<Float32Array>;
  /** Where the tensor lies, for whoever reads it himself; absent where the values are in no file. */
  stored?(name: string): StoredWeight;
  /** The tensor's own blocks of four bits, rows in the same order; undefined where it is stored otherwise. */
  packed?(name: string): Promise<PackedMatrix | undefined>;
};

/** Text to token ids and back. */
export type Tokenizer = {
  encode(text: string): number[];
  decode(ids: ArrayLike<number>): string;
  vocabularySize: number;
};
