import { openExecutor } from '#open-executor';
import { startLane } from '#start-lane';
import type { JobManifest } from '@cultivar/sdk/spec';
import type { Sequence } from '../../data/sequence.ts';
import type { BaseModel } from '../../model/base-model.ts';
import { readFrozenWeights } from '../decoder/frozen-weights.ts';
import type { Softness } from '../decoder/distillation-graph.ts';
import { layerGraphs } from '../decoder/layer-graphs.ts';
import { layerWeightsOf } from '../decoder/layer-weights-of.ts';
import { savedBytes } from '../decoder/layer-memory.ts';
import { loraLayout } from '../decoder/lora-layout.ts';
import type { LoraLayout, LoraSettings } from '../decoder/lora-layout.ts';
import type { Saving } from '../graph/split-graph.ts';
import { weightNorms } from '../decoder/weight-norms.ts';
import { ropeTables } from '../decoder/rope-tables.ts';
import type { RopeTables } from '../decoder/rope-tables.ts';
import { ExecutorError } from '../executor/executor-error.ts';
import type { Executor } from '../executor/executor.ts';
import type { ExecutorChoice } from '../executor/executor-choice.ts';
import { GradientError } from '../reference/gradient-error.ts';
import { requireGradients } from '../reference/require-gradients.ts';
import { inOrder } from './in-order.ts';
import { laneHere } from './lane-here.ts';
import { keptValues } from './open-lane.ts';
import type { LaneModel } from './open-lane.ts';
import { shareBfloat16, shareBytes, shareFloats, sharedFloats } from './shared-memory.ts';

/** Above this a lane's backward half computes activations a second time instead of keeping them. */
const SAVED_BYTES_LIMIT = 512 * 1024 ** 2;
/** Gradients that may wait for their turn, per lane. */
const WAITING_PER_LANE = 2;

/** A base model with a LoRA adapter under training. Neither loss nor gradient depends on the number of lanes. */
export type LoraEngine = {
  /** What runs its graphs. */
  readonly executor: ExecutorChoice;
  readonly layout: LoraLayout;
  /** All trainable values, changed in place by the optimiser. */
  readonly parameters: Float32Array;
  /** Values with which the adapter changes nothing; the parameters begin with them. */
  readonly neutral: Float32Array;
  readonly table: RopeTables;
  /** Summed negative log-likelihood (nats) of each sequence's counted labels. */
  losses(sequences: readonly Sequence[], signal?: AbortSignal): Promise<number[]>;
  /**
   * Sets `gradient` to that of all losses together, divided by `divisor`; sequences are added in their order.
   *
   * @param step Number of the optimiser step: dropout depends on it.
   * @returns The summed loss, undivided.
   */
  gradient(
    sequences: readonly Sequence[],
    divisor: number,
    gradient: Float32Array,
    signal?: AbortSignal,
    step?: number,
  ): Promise<number>;
  close(): Promise<void>;
};

/**
 * Reads a base model and starts lanes that work on sequences side by side.
 *
 * @param options.executors The executors that may be used: the first whose gradients are right is.
 * @param options.lanes Sequences at the same time, each on one core.
 * @param options.maxTokens Longest sequence.
 * @param options.seed Seeds dropout.
 * @param options.teacher A model of the same vocabulary to learn from; it may be closed once this is open.
 * @param options.baseWeights Keeps the layers' matrices in four bits.
 * @param options.cacheDir Remembers that this machine's gradients were checked.
 * @throws GradientError when those of the last executor are wrong; ExecutorError when it does not open.
 */
export async function openLoraEngine(
  model: BaseModel,
  lora: LoraSettings,
  options: {
    executors?: readonly ExecutorChoice[];
    lanes: number;
    maxTokens: number;
    seed?: number;
    teacher?: (Softness & { model: BaseModel; table: RopeTables }) | undefined;
    baseWeights?: JobManifest['baseWeights'];
    cacheDir?: string | undefined;
  },
): Promise<LoraEngine> {
  const { config } = model;
  const { maxTokens, seed = 0 } = options;
  const layout = loraLayout(config, lora);
  const { executors = [{ name: 'ort-cpu' }] } = options;
  const { saved } = layerGraphs(config, layout, 'activations');
  const savingOf = ({ precision }: Executor): Saving =>
    savedBytes(config, keptValues(saved, precision), maxTokens) <= SAVED_BYTES_LIMIT
      ? 'activations'
      : 'nothing';
  const { choice, executor } = await firstRight(executors, async (candidate) => {
    await requireGradients(candidate, config, layout, savingOf(candidate), options.cacheDir);
  });
  const saving = savingOf(executor);

  const parameters = sharedFloats(layout.length);
  const norms = lora.dora && sharedFloats(magnitudesOf(layout).reduce((sum, { length }) => sum + length, 0));
  const table = ropeTables(config, maxTokens, shareFloats);
  const place = (values: Float32Array, shape: readonly number[]) =>
    executor.precision === 'bf16' && shape.length > 1 ? shareBfloat16(values) : shareFloats(values);
  const teacher = options.teacher && {
    ...{ temperature: options.teacher.temperature, weight: options.teacher.weight },
    ...{ config: options.teacher.model.config, table: options.teacher.table },
    frozen: await readFrozenWeights(options.teacher.model, place),
  };
  const laneModel: LaneModel = {
    ...{ executor: choice, config, layout, parameters, table, saving, seed, maxTokens, norms },
    frozen: await readFrozenWeights(model, place, options.baseWeights && shareBytes),
    ...(teacher ? { teacher } : {}),
  };
  const rows = await followRows(executor, laneModel);
  const neutral = parameters.slice();
  // A GPU belongs to the thread that opened it, and takes one graph at a time.
  const lanes =
    choice.name === 'ort-webgpu'
      ? [await laneHere(executor, laneModel)]
      : await Promise.all(Array.from({ length: options.lanes }, () => startLane(laneModel)));
  const waiting = Array.from({ length: lanes.length * WAITING_PER_LANE }, () => sharedFloats(layout.length));

  return {
    ...{ executor: choice, layout, parameters, neutral, table },
    async losses(sequences, signal) {
      await rows.follow();
      const sums: number[] = [];
      await inOrder(
        lanes,
        sequences,
        sequences.map(() => undefined),
        (lane, sequence) => lane.work(sequence),
        (sum) => sums.push(sum),
        signal,
      );
      return sums;
    },
    async gradient(sequences, divisor, gradient, signal, step = 0) {
      await rows.follow();
      gradient.fill(0);
      let total = 0;
      await inOrder(
        lanes,
        [...sequences.entries()],
        waiting,
        (lane, [number, sequence], part) =>
          lane.work(sequence, { divisor, gradient: part, place: { step, sequence: number } }),
        (sum, part) => {
          total += sum;
          for (let i = 0; i < gradient.length; i++) gradient[i]! += part[i]!;
        },
        signal,
      );
      return total;
    },
    async close() {
      await Promise.all([rows.close(), ...lanes.map((lane) => lane.stop())]);
    },
  };
}

const magnitudesOf = ({ slots }: LoraLayout) => slots.filter(({ matrix }) => matrix === 'magnitude');

/** With DoRA: measures the rows anew whenever the parameters may have changed, and lets magnitudes begin with them. */
async function followRows(executor: Executor, { config, layout, frozen, parameters, norms }: LaneModel) {
  if (!norms) return { follow: () => Promise.resolve(), close: () => Promise.resolve() };
  const measured = await weightNorms(executor, config, layout, layerWeightsOf(frozen, executor.precision));
  const follow = () => measured.measure(parameters, norms);
  await follow();
  let at = 0;
  for (const { offset, length } of magnitudesOf(layout))
    parameters.set(norms.subarray(at, (at += length)), offset);
  return { follow, close: () => measured.close() };
}

/** Opens executors in their order until one passes. */
async function firstRight(
  choices: readonly ExecutorChoice[],
  check: (executor: Executor) => Promise<void>,
): Promise<{ choice: ExecutorChoice; executor: Executor }> {
  for (const [index, choice] of choices.entries()) {
    try {
      const executor = await openExecutor(choice);
      await check(executor);
      return { choice, executor };
    } catch (error) {
      const passedOver = error instanceof GradientError || error instanceof ExecutorError;
      if (!passedOver || index === choices.length - 1) throw error;
    }
  }
  throw new RangeError('no executor was named');
}
