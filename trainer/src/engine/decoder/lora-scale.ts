import type { LoraSettings } from './lora-layout.ts';

/** The factor on B·A: alpha / rank, or alpha / sqrt(rank) where a high rank is not to weaken it (rsLoRA). */
export function loraScale({ rank, alpha, rankStabilized }: Omit<LoraSettings, 'targets'>): number {
  return alpha / (rankStabilized ? Math.sqrt(rank) : rank);
}
