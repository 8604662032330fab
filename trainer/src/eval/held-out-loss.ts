import type { PreferenceReport } from '@cultivar/sdk/spec';
import type { Sequences } from '../data/sequences.ts';
import type { Objective } from '../objective/objective.ts';
import type { Pair } from '../objective/pair-loss.ts';
import { preferenceReport } from '../objective/preference-report.ts';

/** A model's loss on rows it was not trained on. */
export type Evaluation = {
  /** Optimiser steps done before. */
  step: number;
  /** Nats a token over all counted labels; for pairs of answers nats a pair. */
  loss: number;
  tokens: number;
  /** Summed loss of each sequence. */
  sums: number[];
  /** For pairs of answers. */
  preference?: PreferenceReport;
};

/** Sequences that lie in memory at a time. */
const AT_ONCE = 256;

/** Measures the held-out loss with the parameters as they are. */
export async function heldOutLoss(
  objective: Pick<Objective, 'measure'>,
  sequences: Sequences,
  step: number,
  signal?: AbortSignal,
): Promise<Evaluation> {
  const [sums, losses]: [number[], number[]] = [[], []];
  const rewards: Pair[] = [];
  let [tokens, counted] = [0, 0];
  for (let from = 0; from < sequences.length; from += AT_ONCE) {
    const count = Math.min(AT_ONCE, sequences.length - from);
    const some = Array.from({ length: count }, (_, i) => sequences.at(from + i)!);
    const measured = await objective.measure(some, signal);
    sums.push(...measured.sums);
    losses.push(...measured.losses);
    rewards.push(...(measured.rewards ?? []));
    counted += measured.count;
    for (const sequence of some) tokens += sequence.tokens;
  }
  const loss = losses.reduce((a, b) => a + b, 0) / counted;
  return {
    step,
    loss,
    tokens,
    sums,
    ...(rewards.length > 0 ? { preference: preferenceReport(rewards) } : {}),
  };
}
