import type { Sequences } from '../data/sequences.ts';
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

/** Sequences that lie in memory at a time. */
const AT_ONCE = 256;

/** Measures the held-out loss with the parameters as they are. */
export async function heldOutLoss(
  engine: Pick<LoraEngine, 'losses'>,
  sequences: Sequences,
  step: number,
  signal?: AbortSignal,
): Promise<Evaluation> {
  const sums: number[] = [];
  let tokens = 0;
  for (let from = 0; from < sequences.length; from += AT_ONCE) {
    const count = Math.min(AT_ONCE, sequences.length - from);
    const some = Array.from({ length: count }, (_, i) => sequences.at(from + i)!);
    sums.push(...(await engine.losses(some, signal)));
    for (const sequence of some) tokens += sequence.tokens;
  }
  return { step, loss: sums.reduce((a, b) => a + b, 0) / tokens, tokens, sums };
}
