import type { LoraAdapter } from '../adapter/lora-adapter.ts';
import type { TextMemory } from './text-memory.ts';

/** A text that goes on by a token. */
export type TextStep = { id: number; memory: TextMemory };

/** An adapter as its generator keeps it. */
export type ReadyAdapter = object;

/** A model that continues texts. */
export type Generator<Ready extends ReadyAdapter = ReadyAdapter> = {
  /** Makes an adapter ready; without one, the base alone. */
  prepare(adapter?: LoraAdapter): Promise<Ready>;
  /**
   * Reads `ids` after what `memory` holds, and adds them to it.
   *
   * @returns The logits of the token that follows, `[vocabulary]`.
   */
  read(
    ids: readonly number[],
    memory: TextMemory,
    adapter: Ready,
    signal?: AbortSignal,
  ): Promise<Float32Array>;
  /**
   * Reads one token of each of several texts, sharing the work on the weights.
   *
   * @returns The logits of the token that follows in each, `[vocabulary]`.
   */
  readTogether(texts: readonly TextStep[], adapter: Ready): Promise<Float32Array[]>;
  close(): Promise<void>;
};

/** Tokens that pass through the layers at once while a prompt is read. */
export const CHUNK = 256;
