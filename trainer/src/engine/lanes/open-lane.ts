import type { Sequence } from '../../data/sequence.ts';
import type { DecoderConfig } from '../../model/decoder-config.ts';
import type { DropoutPlace } from '../decoder/dropout-bits.ts';
import { dropoutMasks } from '../decoder/dropout-masks.ts';
import type { FrozenWeights } from '../decoder/frozen-weights.ts';
import { layerGraphs } from '../decoder/layer-graphs.ts';
import { layerWeightsOf } from '../decoder/layer-weights-of.ts';
import { layerMemory, loraViews } from '../decoder/layer-memory.ts';
import type { LayerViews } from '../decoder/layer-memory.ts';
import { isFull } from '../decoder/full-layout.ts';
import type { Layout } from '../decoder/full-layout.ts';
import type { StoredLoad } from '../decoder/load-weights.ts';
import { lossHead } from '../decoder/loss-head.ts';
import { adapterOf } from '../decoder/no-adapter.ts';
import type { RopeTables } from '../decoder/rope-tables.ts';
import { sequenceInputs } from '../decoder/sequence-inputs.ts';
import { openTeacher } from '../decoder/teacher.ts';
import type { TeacherModel } from '../decoder/teacher.ts';
import type { Executor } from '../executor/executor.ts';
import type { ExecutorChoice, Precision } from '../executor/executor-choice.ts';
import type { Tensor } from '../executor/tensor.ts';
import type { Saving } from '../graph/split-graph.ts';
import type { Value } from '../graph/value.ts';
import { fullSinks } from './full-sink.ts';
import type { FullSums } from './full-sink.ts';
import { loraSink } from './lora-sink.ts';

/** What a lane works on. Its large arrays are shared memory: every lane sees the same weights and parameters. */
export type LaneModel = {
  executor: ExecutorChoice;
  config: DecoderConfig;
  layout: Layout;
  frozen: FrozenWeights;
  parameters: Float32Array;
  /** With DoRA, the lengths of the adapted rows: whoever changes parameters brings them up to date. */
  norms?: Float32Array | undefined;
  table: RopeTables;
  saving: Saving;
  /** Where all weights are trained, what sums their gradients; `frozen` then are views of the parameters. */
  sums?: FullSums | undefined;
  /** Seeds dropout. */
  seed: number;
  maxTokens: number;
  /** What is learnt from besides the labels. */
  teacher?: TeacherModel;
  /** What of the weights this lane reads, for all, before it is ready. Absent: they have been read. */
  loads?: readonly StoredLoad[] | undefined;
};

/** One worker's way through the model, a sequence at a time. */
export type Lane = {
  /** Summed negative log-likelihood (nats) of a sequence's counted labels. */
  loss(sequence: Sequence): Promise<number>;
  /**
   * Fills `gradient` with the gradient of `loss / divisor`; where all weights are trained, adds to it.
   *
   * @param place Where in the run this is: dropout depends on it.
   * @returns The summed loss, undivided.
   */
  gradient(sequence: Sequence, divisor: number, gradient: Float32Array, place: DropoutPlace): Promise<number>;
  close(): Promise<void>;
};

/** Compiles a lane's graphs. Memory for activations is taken when the first gradient is asked for. */
export async function openLane(executor: Executor, model: LaneModel): Promise<Lane> {
  const { config, layout, frozen } = model;
  const graphs = layerGraphs(config, layout, model.saving);
  const training = await executor.compile(graphs.forward);
  const backward = await executor.compile(graphs.backward);
  // An evaluation has no backward half: what it would keep is never written. It drops nothing either.
  const lora = adapterOf(layout);
  const { dropout, ...whole } = lora;
  const evaluation = await executor.compile(layerGraphs(config, whole, 'nothing').forward);
  const pass = isFull(layout) ? 'full' : 'training';
  const head = await lossHead(executor, config, frozen, pass);
  const teacher = model.teacher && (await openTeacher(executor, model, model.teacher, pass));
  const adapter = loraViews(lora, model.parameters, config.layers, model.norms);
  const sinkOf = isFull(layout)
    ? fullSinks(config, layout, model.sums!)
    : (gradient: Float32Array) => loraSink(layout, gradient, config.layers);
  const weightsOf = layerWeightsOf(frozen, executor.precision);
  const backwardNames = new Set(graphs.backward.inputs.map(({ name }) => name));
  const masks = dropout ? dropoutMasks(config, lora, model.seed, model.maxTokens) : undefined;
  let memory: ((tokens: number) => LayerViews) | undefined;
  const inputsOf = (sequence: Sequence) =>
    sequenceInputs(config, sequence, frozen.embedding.data, model.table);

  return {
    async loss(sequence) {
      const { x, tables } = inputsOf(sequence);
      let [now, next]: Tensor[] = [x, { data: new Float32Array(x.data.length), shape: x.shape }];
      for (let i = 0; i < config.layers; i++) {
        await evaluation.run({ x: now!, ...tables(i), ...weightsOf(i), ...adapter[i]!.inputs }, { y: next! });
        [now, next] = [next, now];
      }
      return head.loss(sequence, now!.data as Float32Array);
    },
    async gradient(sequence, divisor, gradient, place) {
      const { tokens, x, tables } = inputsOf(sequence);
      memory ??= layerMemory(config, keptValues(graphs.saved, executor.precision), model.maxTokens);
      const views = memory(tokens);
      masks?.draw(place, tokens);
      const values = (i: number) => ({
        x: views.x[i]!,
        ...tables(i),
        ...weightsOf(i),
        ...adapter[i]!.inputs,
        ...masks?.inputs(i),
      });
      (views.x[0]!.data as Float32Array).set(x.data as Float32Array);
      for (let i = 0; i < config.layers; i++) {
        await training.run(values(i), { y: views.x[i + 1]!, ...views.saved[i]! });
      }
      let [above, below] = views.gradients;
      const last = views.x.at(-1)!.data as Float32Array;
      const sink = sinkOf(gradient, place.sequence);
      const pull = { data: above.data as Float32Array, divisor, sink: sink.head };
      const sum = await (teacher ?? head).loss(sequence, last, pull);
      await sink.endHead();
      for (let i = config.layers - 1; i >= 0; i--) {
        const inputs = pick({ ...values(i), gradient: above, ...views.saved[i]! }, backwardNames);
        await backward.run(inputs, { 'gradient.x': below, ...sink.layer(i) });
        await sink.endLayer(i);
        [above, below] = [below, above];
      }
      await sink.endInput(sequence.ids, above.data as Float32Array);
      return sum;
    },
    async close() {
      await Promise.all([training.release(), evaluation.release(), backward.release()]);
      await Promise.all([head.close(), teacher?.close()]);
    },
  };
}

/** What a forward half saves, in the type in which it is kept. */
export function keptValues(saved: readonly Value[], precision: Precision): Value[] {
  return saved.map((value) => (precision === 'bf16' ? { ...value, type: 'bfloat16' } : value));
}

function pick<T>(values: Record<string, T>, names: ReadonlySet<string>): Record<string, T> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.has(name)));
}
