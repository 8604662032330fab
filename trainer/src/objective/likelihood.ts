import type { Engine } from '../engine/lanes/engine.ts';
import type { Objective } from './objective.ts';

/** Negative log-likelihood in nats a counted token, over all tokens of a step alike. */
export function likelihood(engine: Pick<Engine, 'losses' | 'gradient'>): Objective {
  return {
    async gradient(sequences, gradient, signal, step) {
      const counted = sequences.reduce((sum, { tokens }) => sum + tokens, 0);
      return { loss: (await engine.gradient(sequences, counted, gradient, signal, step)) / counted };
    },
    async measure(sequences, signal) {
      const sums = await engine.losses(sequences, signal);
      return { losses: sums, sums, count: sequences.reduce((sum, { tokens }) => sum + tokens, 0) };
    },
  };
}
