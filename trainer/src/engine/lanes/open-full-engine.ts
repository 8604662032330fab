import type { ModelWeights } from '../../model/base-model.ts';
import { fullLayout } from '../decoder/full-layout.ts';
import type { FullLayout } from '../decoder/full-layout.ts';
import { fullWeights } from '../decoder/full-weights.ts';
import { ropeTables } from '../decoder/rope-tables.ts';
import type { ExecutorChoice } from '../executor/executor-choice.ts';
import { chooseExecutor } from './choose-executor.ts';
import type { Engine } from './engine.ts';
import { inOrder } from './in-order.ts';
import { laneTeacher } from './lane-teacher.ts';
import type { TeacherOption } from './lane-teacher.ts';
import type { Recompute } from './recompute.ts';
import { shareFloats, sharedCounts, sharedFloats, sharedHalves } from './shared-memory.ts';
import { lossesOf, startLanes } from './start-lanes.ts';
import type { LaneCount } from './start-lanes.ts';
import { stopLanes } from './stop-lanes.ts';

/** A model all of whose weights are trained; the parameters begin with them. */
export type FullEngine = Engine & { readonly layout: FullLayout };

/**
 * Reads a model and starts lanes that work on sequences side by side, every weight of it trainable. Beside parameters
 * and gradient each lane holds the gradients of one layer and of the head.
 *
 * @param options.executors The executors that may be used: the first whose gradients are right is.
 * @param options.lanes Sequences at the same time, each on one core.
 * @param options.onBegun Called once all lanes are at work on their shares of the weights.
 * @param options.maxTokens Longest sequence.
 * @param options.recompute Absent: `auto`.
 * @param options.teacher A model of the same vocabulary to learn from; it may be closed once this is open.
 * @param options.cacheDir Remembers that this machine's gradients were checked.
 * @throws GradientError when those of the last executor are wrong; ExecutorError when it does not open.
 */
export async function openFullEngine(
  model: ModelWeights,
  options: {
    executors?: readonly ExecutorChoice[];
    lanes: LaneCount;
    onBegun?: (() => void) | undefined;
    maxTokens: number;
    recompute?: Recompute | undefined;
    teacher?: TeacherOption;
    cacheDir?: string | undefined;
  },
): Promise<FullEngine> {
  const { config, weights: stored } = model;
  const { maxTokens } = options;
  const layout = fullLayout(config);
  const { choice, executor, saving } = await chooseExecutor(config, layout, options);
  const parameters = sharedFloats(layout.length);
  const loads = layout.slots.map(({ name, shape, offset, length }) => ({
    ...{ name, shape },
    parts: [{ data: parameters.subarray(offset, offset + length), offset: 0 }],
  }));
  const rooms = { floats: sharedFloats, halves: sharedHalves };
  const { weights, follow } = fullWeights(config, layout, parameters, executor.precision, rooms);
  const table = ropeTables(config, maxTokens, shareFloats);
  const embedding = layout.slots.find(({ name }) => name === 'model.embed_tokens.weight')!;
  const tiedRows = config.tiedEmbeddings ? sharedFloats(embedding.length) : undefined;
  const turns = sharedCounts(config.layers + 2);
  const teacher = await laneTeacher(options.teacher, executor.precision);
  const lanes = await startLanes(
    executor,
    {
      ...{ executor: choice, config, layout, parameters, table, saving, seed: 0, maxTokens },
      ...{ frozen: weights, sums: { turns, ...(tiedRows ? { tiedRows } : {}) } },
      ...(teacher ? { teacher } : {}),
    },
    stored,
    loads,
    options,
  );
  follow();
  return {
    ...{ executor: choice, layout, parameters, table },
    gradientRoom: () => sharedFloats(layout.length),
    losses(sequences, signal) {
      follow();
      return lossesOf(lanes, sequences, signal);
    },
    async gradient(sequences, divisor, gradient, signal, step = 0) {
      follow();
      for (const zeroed of [gradient, turns, tiedRows]) zeroed?.fill(0);
      let total = 0;
      await inOrder(
        lanes,
        [...sequences.entries()],
        lanes,
        (lane, [number, sequence]) =>
          lane.work(sequence, { divisor, gradient, place: { step, sequence: number } }),
        (sum) => {
          total += sum;
        },
        signal,
      );
      tiedRows?.forEach((value, i) => (gradient[embedding.offset + i]! += value));
      return total;
    },
    close: () => stopLanes(lanes),
  };
}
