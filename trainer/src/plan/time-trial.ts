import type { JobManifest } from '@cultivar/sdk/spec';
import type { Sequence } from '../data/sequence.ts';
import type { Engine } from '../engine/lanes/engine.ts';
import { adamwStep, initMoments } from '../engine/optimizer/adamw.ts';
import { globalNorm } from '../engine/optimizer/global-norm.ts';
import { extendSecret } from '../run/secret.ts';

/** Rounds that are timed; the middle one counts. */
const ROUNDS = 5;
/** Values on which the optimiser is timed: more than lie in a processor's cache. */
const UPDATED_VALUES = 1 << 22;

/** Seconds of work that a sequence takes, forward alone and with its gradient. */
export type SequenceSeconds = { loss: number; gradient: number };

/** What a trial of engines showed. */
export type TimeTrial = {
  /** Of each engine, in their order. */
  sequences: SequenceSeconds[];
  /** Seconds by the clock for each that the work would have taken on an idle machine. */
  stretch: number;
};

/**
 * Times engines in turns, so that whatever else the machine does meets all alike. Work is counted in processor time,
 * which others on the machine change little, rather than by the clock.
 *
 * @param together Sequences that are computed at the same time, all of them once in each round.
 */
export async function timeTrial(
  engines: readonly Engine[],
  together: readonly Sequence[],
): Promise<TimeTrial> {
  const gradients = engines.map((engine) => engine.gradientRoom());
  const works = engines.flatMap((engine, i) => [
    () => engine.losses(together),
    () => engine.gradient(together, 1, gradients[i]!),
  ]);
  const taken = works.map(() => [] as number[]);
  let [clock, busy] = [0, 0];
  for (let round = 0; round < ROUNDS; round++) {
    for (const [i, work] of works.entries()) {
      const spent = await spend(work, together.length);
      // What a GPU does is in no processor's time.
      if (engines[0]!.executor.name === 'ort-webgpu') spent.busy = spent.clock;
      taken[i]!.push(spent.busy);
      clock += spent.clock;
      busy += spent.busy;
    }
  }
  return {
    sequences: engines.map((_, i) => ({ loss: middle(taken[2 * i]!), gradient: middle(taken[2 * i + 1]!) })),
    stretch: Math.max(1, clock / busy),
  };
}

/**
 * Seconds of work that the end of an optimiser step takes for each trained value: the norm, AdamW, the chain of
 * secrets.
 */
export function updateSecondsAValue(optimizer: JobManifest['optimizer'], values: number): number {
  const length = Math.min(values, UPDATED_VALUES);
  const [parameters, gradient] = [new Float32Array(length), new Float32Array(length).fill(1e-3)];
  const moments = initMoments(length);
  const taken: number[] = [];
  for (let round = 1; round <= ROUNDS; round++) {
    const before = process.cpuUsage();
    globalNorm(gradient);
    adamwStep(parameters, gradient, moments, optimizer, 1e-4, round, 1);
    extendSecret(`0x${'00'.repeat(32)}`, gradient);
    taken.push(busySeconds(before));
  }
  return middle(taken) / length;
}

const middle = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!;

/** Seconds by the clock, and of work for each of what is done at the same time. */
async function spend(work: () => Promise<unknown>, together: number) {
  const before = process.cpuUsage();
  const from = performance.now();
  await work();
  return { clock: (performance.now() - from) / 1000, busy: busySeconds(before) / together };
}

function busySeconds(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
