import type { JobManifest } from '@cultivar/sdk/spec';
import type { Sequence } from '../../data/sequence.ts';
import type { BaseModel } from '../../model/base-model.ts';
import { readFrozenWeights } from '../decoder/frozen-weights.ts';
import { layerGraphs } from '../decoder/layer-graphs.ts';
import { savedBytes } from '../decoder/layer-memory.ts';
import { loraLayout } from '../decoder/lora-layout.ts';
import type { LoraLayout } from '../decoder/lora-layout.ts';
import { ropeTable } from '../decoder/rope-table.ts';
import type { RopeTable } from '../decoder/rope-table.ts';
import { ortCpu } from '../executor/ort-cpu.ts';
import { requireGradients } from '../reference/require-gradients.ts';
import { inOrder } from './in-order.ts';
import type { LaneModel } from './open-lane.ts';
import { shareFloats, sharedFloats } from './shared-memory.ts';
import { startLane } from './start-lane.ts';

/** Above this a lane's backward half computes activations a second time instead of keeping them. */
const SAVED_BYTES_LIMIT = 512 * 1024 ** 2;
/** Gradients that may wait for their turn, per lane. */
const WAITING_PER_LANE = 2;

/** A base model with a LoRA adapter under training. Neither loss nor gradient depends on the number of lanes. */
export type LoraEngine = {
  readonly layout: LoraLayout;
  /** All trainable values, changed in place by the optimiser. */
  readonly parameters: Float32Array;
  readonly table: RopeTable;
  /** Summed negative log-likelihood (nats) of each sequence's counted labels. */
  losses(sequences: readonly Sequence[], signal?: AbortSignal): Promise<number[]>;
  /**
   * Sets `gradient` to that of all losses together, divided by `divisor`; sequences are added in their order.
   *
   * @returns The summed loss, undivided.
   */
  gradient(
    sequences: readonly Sequence[],
    divisor: number,
    gradient: Float32Array,
    signal?: AbortSignal,
  ): Promise<number>;
  close(): Promise<void>;
};

/**
 * Reads a base model and starts lanes that work on sequences side by side.
 *
 * @param options.lanes Sequences at the same time, each on one core.
 * @param options.maxTokens Longest sequence.
 * @param options.cacheDir Remembers that this machine's gradients were checked.
 * @throws GradientError when they are wrong.
 */
export async function openLoraEngine(
  model: BaseModel,
  lora: JobManifest['lora'],
  options: { lanes: number; maxTokens: number; cacheDir?: string | undefined },
): Promise<LoraEngine> {
  const { config } = model;
  const { maxTokens } = options;
  const layout = loraLayout(config, lora);
  const graphs = layerGraphs(config, layout, 'activations');
  const saving = savedBytes(config, graphs.saved, maxTokens) <= SAVED_BYTES_LIMIT ? 'activations' : 'nothing';
  await requireGradients(ortCpu(), config, layout, saving, options.cacheDir);

  const parameters = sharedFloats(layout.length);
  const table = ropeTable(config.ropeBase, config.headDim, maxTokens);
  const laneModel: LaneModel = {
    ...{ config, layout, parameters, saving, maxTokens },
    table: { ...table, cosine: shareFloats(table.cosine), sine: shareFloats(table.sine) },
    frozen: await readFrozenWeights(model, shareFloats),
  };
  const lanes = await Promise.all(Array.from({ length: options.lanes }, () => startLane(laneModel)));
  const waiting = Array.from({ length: lanes.length * WAITING_PER_LANE }, () => sharedFloats(layout.length));

  return {
    ...{ layout, parameters, table },
    async losses(sequences, signal) {
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
    async gradient(sequences, divisor, gradient, signal) {
      gradient.fill(0);
      let total = 0;
      await inOrder(
        lanes,
        sequences,
        waiting,
        (lane, sequence, part) => lane.work(sequence, { divisor, gradient: part }),
        (sum, part) => {
          total += sum;
          for (let i = 0; i < gradient.length; i++) gradient[i]! += part[i]!;
        },
        signal,
      );
      return total;
    },
    async close() {
      await Promise.all(lanes.map((lane) => lane.stop()));
    },
  };
}
