import type { JobManifest } from '@cultivar/sdk/spec';
import type { ModelWeights } from '../../model/base-model.ts';
import { layOutWeights } from '../decoder/frozen-weights.ts';
import { layerWeightsOf } from '../decoder/layer-weights-of.ts';
import { loraLayout } from '../decoder/lora-layout.ts';
import type { LoraLayout, LoraSettings } from '../decoder/lora-layout.ts';
import { weightNorms } from '../decoder/weight-norms.ts';
import { ropeTables } from '../decoder/rope-tables.ts';
import type { Executor } from '../executor/executor.ts';
import type { ExecutorChoice } from '../executor/executor-choice.ts';
import { chooseExecutor } from './choose-executor.ts';
import type { Engine } from './engine.ts';
import { inOrder } from './in-order.ts';
import { laneTeacher } from './lane-teacher.ts';
import type { TeacherOption } from './lane-teacher.ts';
import type { LaneModel } from './open-lane.ts';
import type { Recompute } from './recompute.ts';
import { shareBytes, shareFloats, sharedFloats } from './shared-memory.ts';
import { sharedRoom } from './shared-room.ts';
import { lossesOf, startLanes } from './start-lanes.ts';
import type { LaneCount } from './start-lanes.ts';
import { stopLanes } from './stop-lanes.ts';

/** Gradients that may wait for their turn, per lane. */
const WAITING_PER_LANE = 2;

/** A base model with a LoRA adapter under training. */
export type LoraEngine = Engine & {
  readonly layout: LoraLayout;
  /** Values with which the adapter changes nothing; the parameters begin with them. */
  readonly neutral: Float32Array;
};

/**
 * Reads a base model and starts lanes that work on sequences side by side.
 *
 * @param options.executors The executors that may be used: the first whose gradients are right is.
 * @param options.lanes Sequences at the same time, each on one core.
 * @param options.onBegun Called once all lanes are at work on their shares of the weights.
 * @param options.maxTokens Longest sequence.
 * @param options.recompute Absent: `auto`.
 * @param options.seed Seeds dropout.
 * @param options.teacher A model of the same vocabulary to learn from; it may be closed once this is open.
 * @param options.baseWeights Keeps the layers' matrices in four bits.
 * @param options.cacheDir Remembers that this machine's gradients were checked.
 * @throws GradientError when those of the last executor are wrong; ExecutorError when it does not open.
 */
export async function openLoraEngine(
  model: ModelWeights,
  lora: LoraSettings,
  options: {
    executors?: readonly ExecutorChoice[];
    lanes: LaneCount;
    onBegun?: (() => void) | undefined;
    maxTokens: number;
    recompute?: Recompute | undefined;
    seed?: number;
    teacher?: TeacherOption;
    baseWeights?: JobManifest['baseWeights'];
    cacheDir?: string | undefined;
  },
): Promise<LoraEngine> {
  const { config } = model;
  const { maxTokens, seed = 0 } = options;
  const layout = loraLayout(config, lora);
  const { choice, executor, saving } = await chooseExecutor(config, layout, options);
  const parameters = sharedFloats(layout.length);
  const norms = lora.dora && sharedFloats(magnitudesOf(layout).reduce((sum, { length }) => sum + length, 0));
  const table = ropeTables(config, maxTokens, shareFloats);
  const teacher = await laneTeacher(options.teacher, executor.precision);
  const room = sharedRoom(executor.precision);
  const { frozen, loads } = await layOutWeights(model, room, options.baseWeights && shareBytes);
  const laneModel: LaneModel = {
    ...{ executor: choice, config, layout, parameters, table, saving, seed, maxTokens, norms, frozen },
    ...(teacher ? { teacher } : {}),
  };
  const lanes = await startLanes(executor, laneModel, model.weights, loads, options);
  const rows = await followRows(executor, layout, laneModel).catch(async (error: unknown) => {
    await stopLanes(lanes);
    throw error;
  });
  const neutral = parameters.slice();
  const waiting = Array.from({ length: lanes.length * WAITING_PER_LANE }, () => sharedFloats(layout.length));

  return {
    ...{ executor: choice, layout, parameters, neutral, table },
    async losses(sequences, signal) {
      await rows.follow();
      return lossesOf(lanes, sequences, signal);
    },
    gradientRoom: () => new Float32Array(layout.length),
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
      await Promise.all([rows.close(), stopLanes(lanes)]);
    },
  };
}

const magnitudesOf = ({ slots }: LoraLayout) => slots.filter(({ matrix }) => matrix === 'magnitude');

/** With DoRA: measures the rows anew whenever the parameters may have changed, and lets magnitudes begin with them. */
async function followRows(
  executor: Executor,
  layout: LoraLayout,
  { config, frozen, parameters, norms }: LaneModel,
) {
  if (!norms) return { follow: () => Promise.resolve(), close: () => Promise.resolve() };
  const measured = await weightNorms(executor, config, layout, layerWeightsOf(frozen, executor.precision));
  const follow = () => measured.measure(parameters, norms);
  await follow();
  let at = 0;
  for (const { offset, length } of magnitudesOf(layout))
    parameters.set(norms.subarray(at, (at += length)), offset);
  return { follow, close: () => measured.close() };
}
