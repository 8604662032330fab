import type { JobManifest } from '@cultivar/sdk/spec';
import type { Sequence } from '../../data/sequence.ts';
import type { BaseModel } from '../../model/base-model.ts';
import type { Executor } from '../executor/executor.ts';
import type { Saving } from '../graph/split-graph.ts';
import { readFrozenWeights } from './frozen-weights.ts';
import { layerGraphs } from './layer-graphs.ts';
import { layerMemory, loraViews, savedBytes } from './layer-memory.ts';
import { loraLayout } from './lora-layout.ts';
import type { LoraLayout } from './lora-layout.ts';
import { lossHead } from './loss-head.ts';
import { requireGradients } from '../reference/require-gradients.ts';
import { ropeTable } from './rope-table.ts';
import type { RopeTable } from './rope-table.ts';
import { sequenceInputs } from './sequence-inputs.ts';

/** Above this the backward half computes activations a second time instead of keeping them. */
const SAVED_BYTES_LIMIT = 1024 ** 3;

/** A base model with a LoRA adapter under training. */
export type LoraEngine = {
  readonly layout: LoraLayout;
  /** All trainable values, changed in place by the optimiser. */
  readonly parameters: Float32Array;
  readonly table: RopeTable;
  /** Summed negative log-likelihood (nats) of a sequence's counted labels. */
  loss(sequence: Sequence, signal?: AbortSignal): Promise<number>;
  /**
   * Adds the gradient of `loss / divisor` to `gradient`.
   *
   * @returns The summed loss, undivided.
   */
  addGradient(
    sequence: Sequence,
    divisor: number,
    gradient: Float32Array,
    signal?: AbortSignal,
  ): Promise<number>;
  close(): Promise<void>;
};

/**
 * Reads a base model and compiles its graphs for sequences of up to `maxTokens`.
 *
 * @param cacheDir Remembers that this machine's gradients were checked.
 * @throws GradientError when they are wrong.
 */
export async function openLoraEngine(
  executor: Executor,
  model: BaseModel,
  lora: JobManifest['lora'],
  maxTokens: number,
  cacheDir?: string,
): Promise<LoraEngine> {
  const { config } = model;
  const layout = loraLayout(config, lora);
  const graphs = graphsWithin(config, layout, maxTokens);
  const training = await executor.compile(graphs.forward);
  const backward = await executor.compile(graphs.backward);
  await requireGradients(executor, config, layout, graphs, { forward: training, backward }, cacheDir);
  // An evaluation has no backward half: what it would keep is never written.
  const evaluation = await executor.compile(layerGraphs(config, layout, 'nothing').forward);
  const frozen = await readFrozenWeights(model);
  const head = await lossHead(executor, config, frozen);
  const table = ropeTable(config.ropeBase, config.headDim, maxTokens);
  const memory = layerMemory(config, graphs.saved, maxTokens);
  const parameters = new Float32Array(layout.length);
  const part = new Float32Array(layout.length);
  const adapter = loraViews(layout, parameters, config.layers);
  const partial = loraViews(layout, part, config.layers);
  const backwardNames = new Set(graphs.backward.inputs.map(({ name }) => name));

  const runForward = async (sequence: Sequence, pass: 'training' | 'evaluation', signal?: AbortSignal) => {
    const { tokens, x, ...shared } = sequenceInputs(
      config,
      sequence,
      frozen.embedding.data as Float32Array,
      table,
    );
    const views = memory(tokens);
    (views.x[0]!.data as Float32Array).set(x.data as Float32Array);
    for (let i = 0; i < config.layers; i++) {
      signal?.throwIfAborted();
      const inputs = { x: views.x[i]!, ...shared, ...frozen.layers[i]!, ...adapter[i]!.inputs };
      const y = views.x[i + 1]!;
      if (pass === 'training') await training.run(inputs, { y, ...views.saved[i]! });
      else await evaluation.run(inputs, { y });
    }
    return { views, shared, last: views.x.at(-1)!.data as Float32Array };
  };

  return {
    layout,
    parameters,
    table,
    async loss(sequence, signal) {
      return head.loss(sequence, (await runForward(sequence, 'evaluation', signal)).last);
    },
    async addGradient(sequence, divisor, gradient, signal) {
      const { views, shared, last } = await runForward(sequence, 'training', signal);
      let [above, below] = views.gradients;
      const sum = await head.loss(sequence, last, { data: above.data as Float32Array, divisor });
      for (let i = config.layers - 1; i >= 0; i--) {
        signal?.throwIfAborted();
        const all = { ...shared, ...frozen.layers[i]!, ...adapter[i]!.inputs, ...views.saved[i]! };
        const inputs = pick({ x: views.x[i]!, gradient: above, ...all }, backwardNames);
        await backward.run(inputs, { 'gradient.x': below, ...partial[i]!.gradients });
        [above, below] = [below, above];
      }
      for (let i = 0; i < gradient.length; i++) gradient[i]! += part[i]!;
      return sum;
    },
    async close() {
      await Promise.all([training.release(), evaluation.release(), backward.release(), head.close()]);
    },
  };
}

function graphsWithin(config: BaseModel['config'], layout: LoraLayout, maxTokens: number) {
  const build = (saving: Saving) => layerGraphs(config, layout, saving);
  const graphs = build('activations');
  return savedBytes(config, graphs.saved, maxTokens) <= SAVED_BYTES_LIMIT ? graphs : build('nothing');
}

function pick<T>(values: Record<string, T>, names: ReadonlySet<string>): Record<string, T> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.has(name)));
}
