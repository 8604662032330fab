/** How rotary frequencies are made slower so that a model reaches further than it was first trained to. */
export type RopeScaling =
  /** All frequencies by one factor (Chen et al. 2023). */
  | { type: 'linear'; factor: number }
  /** Low frequencies by the factor, high ones not at all, those between in part (Llama 3.1). */
  | {
      type: 'llama3';
      factor: number;
      lowFrequencyFactor: number;
      highFrequencyFactor: number;
      /** Tokens of the first training. */
      originalContext: number;
    }
  /** Each pair's frequency by a factor of its own, as GGUF keeps Llama 3.1's. */
  | { type: 'factors'; factors: readonly number[] };
