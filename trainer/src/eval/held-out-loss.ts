import type { Sequence } from '../data/sequence.ts';
import type { LoraEngine } from '../engine/lanes/open-lora-engine.ts';

/** A model's loss on rows it was not trained on. */
export type Evaluation = {
  /** Optimiser steps done before. */
  step: number;
  /** Nats a token over all counted labels. */
  loss: number;
  tokens: number;
  /** Summed loss of each sequence. */
  sums: number[];
};

/** Measures the held-out loss with the parameters as they are. */
export async function heldOutLoss(
  engine: Pick<LoraEngine, 'losses'>,
  sequences: readonly Sequence[],
  step: number,
  signal?: AbortSignal,
): Promise<Evaluation> {
  const sums = await engine.losses(sequences, signal);
  const tokens = sequences.reduce((n, sequence) => n + sequence.tokens, 0);
  return { step, loss: sums.reduce((a, b) => a + b, 0) / tokens, tokens, sums };
}
