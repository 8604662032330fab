import type { Sequence } from '../data/sequence.ts';
import type { Engine } from '../engine/lanes/engine.ts';
import type { Objective } from './objective.ts';
import { pairLoss } from './pair-loss.ts';
import type { Pair, PairLoss } from './pair-loss.ts';
import { preferenceReport } from './preference-report.ts';

/**
 * Direct preference optimisation over sequences that come in pairs, the better answer first. Its gradient is that of the
 * answers' likelihoods, each weighted by how wrong the pair still stands: one more forward pass tells, and the layers'
 * graphs stay as they are. What the reference says of a row is computed once.
 *
 * @param initial The parameters that training began with: the reference.
 */
export function preference(
  engine: Pick<Engine, 'losses' | 'gradient' | 'parameters'>,
  beta: number,
  initial: () => Float32Array,
): Objective {
  const known = new Map<number, Pair>();

  const reference = async (sequences: readonly Sequence[], signal?: AbortSignal): Promise<Pair[]> => {
    const rows = pairsOf(sequences).map(([better]) => better.rows[0]!);
    const missing = sequences.filter(({ rows: [row] }) => !known.has(row!));
    if (missing.length > 0) {
      const policy = engine.parameters.slice();
      engine.parameters.set(initial());
      try {
        pairsOf(await engine.losses(missing, signal)).forEach((pair, i) =>
          known.set(missing[2 * i]!.rows[0]!, pair),
        );
      } finally {
        engine.parameters.set(policy);
      }
    }
    return rows.map((row) => known.get(row)!);
  };
  const measure = async (sequences: readonly Sequence[], signal?: AbortSignal) => {
    const sums = await engine.losses(sequences, signal);
    const references = await reference(sequences, signal);
    return { sums, pairs: pairsOf(sums).map((pair, i) => pairLoss(beta, pair, references[i]!)) };
  };
  return {
    async gradient(sequences, gradient, signal, step) {
      const { pairs } = await measure(sequences, signal);
      const pulled = sequences.map((sequence, i) => weighted(sequence, pairs[i >> 1]!, i % 2 === 0 ? 1 : -1));
      await engine.gradient(pulled, pairs.length, gradient, signal, step);
      const loss = pairs.reduce((sum, pair) => sum + pair.loss, 0) / pairs.length;
      return { loss, preference: preferenceReport(pairs.map(({ rewards }) => rewards)) };
    },
    async measure(sequences, signal) {
      const { sums, pairs } = await measure(sequences, signal);
      return {
        ...{ sums, losses: pairs.map(({ loss }) => loss), count: pairs.length },
        rewards: pairs.map(({ rewards }) => rewards),
      };
    },
  };
}

function pairsOf<T>(both: readonly T[]): (readonly [T, T])[] {
  return Array.from({ length: both.length / 2 }, (_, i) => [both[2 * i]!, both[2 * i + 1]!] as const);
}

function weighted(sequence: Sequence, { pull }: PairLoss, sign: 1 | -1): Sequence {
  return { ...sequence, weights: sequence.weights.map((weight) => weight * sign * pull) };
}
