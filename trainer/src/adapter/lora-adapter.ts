import type { JobLora } from '@cultivar/sdk/spec';

/** A LoRA adapter in memory. */
export type LoraAdapter = {
  rank: number;
  alpha: number;
  targets: JobLora['targets'];
  /** Scales by alpha / sqrt(rank) rather than alpha / rank. */
  rankStabilized?: true | undefined;
  /** Brings the rows of W + scale · B·A to lengths of their own, `….lora_magnitude_vector` `[out]` (DoRA). */
  dora?: true | undefined;
  /** Share of inputs that training left out; nothing else depends on it. */
  dropout?: number | undefined;
  /**
   * Values by PEFT name: `base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight` is `[rank, in]`,
   * `…lora_B.weight` `[out, rank]`.
   */
  tensors: Map<string, { shape: number[]; data: Float32Array }>;
};
