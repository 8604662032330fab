import type { Entry } from '../rounds/journal.ts';
import type { Result } from './measures.ts';
import { isTimed } from './ways.ts';

/** All rounds of one training together. */
export type TrainingSummary = {
  /** Of the fastest step, and of the middle one of all steps. */
  bestTokensPerSecond: number;
  medianTokensPerSecond: number;
  /** Of the step that took the least processor time: what is left of a speed on a busy machine. */
  tokensPerCpuSecond: number;
  /** The most of all rounds. */
  peakBytes: number;
  /** The least of all rounds. */
  readySeconds: number;
  readyCpuSeconds: number;
  firstStepSeconds: number;
  firstLoss: number;
  /** Of each step of the first round after its first. */
  losses: readonly number[];
  steps: number;
};

/** All tries of all rounds of one way to answer: the best, and the middle one. */
export type AnsweringSummary = {
  promptTokens: number;
  firstTokenMs: number;
  medianFirstTokenMs: number;
  firstTokenCpuMs: number;
  tokensPerSecond: number;
  medianTokensPerSecond: number;
  tokensPerCpuSecond: number;
  peakBytes: number;
  written: string;
};

/** What a journal says, by the ids of the measurements. */
export type Summary = {
  trainings: ReadonlyMap<string, TrainingSummary>;
  answers: ReadonlyMap<string, AnsweringSummary>;
  sizes: ReadonlyMap<string, number>;
  /** Of the peers in Python: names with versions. */
  versions: readonly string[];
  /** Least and most load under which times were taken; infinite where none were. */
  loads: readonly [number, number];
};

/** Puts the rounds of a journal together. */
export function summarize(entries: readonly Entry<Result>[]): Summary {
  const good = entries.flatMap((entry) => ('result' in entry ? [entry] : []));
  const byId = Map.groupBy(good, ({ id }) => id);
  const ofKind = <Kind extends Result['kind'], Out>(
    kind: Kind,
    put: (results: Extract<Result, { kind: Kind }>[]) => Out,
  ): Map<string, Out> =>
    new Map(
      [...byId].flatMap(([id, rounds]) => {
        const results = rounds.flatMap(({ result }) =>
          result.kind === kind ? [result as Extract<Result, { kind: Kind }>] : [],
        );
        return results.length > 0 ? [[id, put(results)] as const] : [];
      }),
    );
  const loads = good.filter(({ id }) => isTimed(id)).map(({ load }) => load);
  return {
    trainings: ofKind('training', training),
    answers: ofKind('answering', answering),
    sizes: ofKind('size', (results) => results.at(-1)!.bytes),
    versions: good.flatMap(({ result }) => (result.kind === 'size' ? (result.versions ?? []) : [])).slice(-3),
    loads: [Math.min(...loads), Math.max(...loads)],
  };
}

function training(rounds: Extract<Result, { kind: 'training' }>[]): TrainingSummary {
  const steps = rounds.flatMap((round) => round.steps);
  const speeds = steps.map(({ tokens, seconds }) => tokens / seconds);
  return {
    bestTokensPerSecond: Math.max(...speeds),
    medianTokensPerSecond: median(speeds),
    tokensPerCpuSecond: Math.max(...steps.map(({ tokens, cpuSeconds }) => tokens / cpuSeconds)),
    peakBytes: Math.max(...rounds.map(({ peakBytes }) => peakBytes)),
    readySeconds: Math.min(...rounds.map(({ readySeconds }) => readySeconds)),
    readyCpuSeconds: Math.min(...rounds.map(({ readyCpuSeconds }) => readyCpuSeconds)),
    firstStepSeconds: Math.min(...rounds.map(({ firstStepSeconds }) => firstStepSeconds)),
    firstLoss: rounds[0]!.firstLoss,
    losses: rounds[0]!.steps.map(({ loss }) => loss),
    steps: steps.length,
  };
}

function answering(rounds: Extract<Result, { kind: 'answering' }>[]): AnsweringSummary {
  const first = rounds.flatMap(({ firstTokenMs }) => firstTokenMs);
  const speeds = rounds.flatMap(({ tokensPerSecond }) => tokensPerSecond);
  return {
    ...{ promptTokens: rounds[0]!.promptTokens, written: rounds[0]!.written },
    firstTokenMs: Math.min(...first),
    medianFirstTokenMs: median(first),
    firstTokenCpuMs: Math.min(...rounds.flatMap(({ firstTokenCpuMs }) => firstTokenCpuMs)),
    tokensPerSecond: Math.max(...speeds),
    medianTokensPerSecond: median(speeds),
    tokensPerCpuSecond: Math.max(...rounds.flatMap(({ tokensPerCpuSecond }) => tokensPerCpuSecond)),
    peakBytes: Math.max(...rounds.map(({ peakBytes }) => peakBytes)),
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
