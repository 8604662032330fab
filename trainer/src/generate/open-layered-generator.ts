import { embedTokens } from '../engine/decoder/embed-tokens.ts';
import type { FrozenWeights } from '../engine/decoder/frozen-weights.ts';
import { readFrozenWeights } from '../engine/decoder/frozen-weights.ts';
import { loraViews } from '../engine/decoder/layer-memory.ts';
import { loraLayout } from '../engine/decoder/lora-layout.ts';
import { ropeTables } from '../engine/decoder/rope-tables.ts';
import type { RopeTable } from '../engine/decoder/rope-table.ts';
import type { RopeTables } from '../engine/decoder/rope-tables.ts';
import type { LayerTables } from '../engine/decoder/sequence-inputs.ts';
import type { Executor, Program } from '../engine/executor/executor.ts';
import type { Tensor } from '../engine/executor/tensor.ts';
import type { BaseModel } from '../model/base-model.ts';
import type { DecoderConfig } from '../model/decoder-config.ts';
import { cachedLayerGraph } from './cached-layer-graph.ts';
import { causalMask } from './causal-mask.ts';
import { CHUNK } from './generator.ts';
import type { Generator } from './generator.ts';
import { logitsGraph } from './logits-graph.ts';
import { rowNorms } from './row-norms.ts';
import { compileStep, stepTogether } from './step-together.ts';
import type { StepPrograms } from './step-together.ts';
import type { TextMemory } from './text-memory.ts';

/** Rotary tables grow by this many positions. */
const TABLE_GRAIN = 512;

/** An adapter made ready: its matrices as inputs of each layer, and the layer compiled for its shape. */
export type LayeredAdapter = {
  layer: Program;
  inputs: Record<string, Tensor>[];
  /** What texts share that go on together, compiled at its first need. */
  step(): Promise<StepPrograms>;
};

/**
 * Generates with any executor: weights are inputs, so that a graph serves all layers and an executor that copies its
 * inputs holds one layer at a time.
 */
export async function openLayeredGenerator(
  executor: Executor,
  model: BaseModel,
): Promise<Generator<LayeredAdapter>> {
  const { config } = model;
  const frozen = await readFrozenWeights(model);
  const head = await executor.compile(logitsGraph(config));
  const layers = new Map<string, Promise<Program>>();
  const steps = new Map<string, Promise<StepPrograms>>();
  let table = ropeTables(config, TABLE_GRAIN);
  const tableFor = (positions: number): RopeTables => {
    if (positions > table.positions) {
      const wanted = Math.ceil(positions / TABLE_GRAIN) * TABLE_GRAIN;
      table = ropeTables(config, wanted);
    }
    return table;
  };
  /** @param last The last layer's result for some tokens. */
  const logitsOf = async (last: Float32Array): Promise<Float32Array[]> => {
    const rows = last.length / config.hiddenSize;
    const logits = new Float32Array(rows * config.vocabularySize);
    await head.run(
      {
        x: { data: last, shape: [rows, config.hiddenSize] },
        norm: frozen.finalNorm,
        embedding: frozen.output,
      },
      { logits: { data: logits, shape: [rows, config.vocabularySize] } },
    );
    return Array.from({ length: rows }, (_, row) =>
      logits.subarray(row * config.vocabularySize, (row + 1) * config.vocabularySize),
    );
  };
  return {
    async prepare(adapter) {
      const layout = adapter && loraLayout(config, { ...adapter, dropout: 0 });
      const shape =
        layout && adapter
          ? `${layout.rank} ${layout.scale} ${adapter.dora ?? false} ${adapter.targets.toSorted().join()}`
          : '';
      let layer = layers.get(shape);
      if (!layer) layers.set(shape, (layer = executor.compile(cachedLayerGraph(config, layout))));
      const step = () => {
        const known = steps.get(shape) ?? compileStep(executor, config, layout);
        steps.set(shape, known);
        return known;
      };
      if (!layout || !adapter) return { layer: await layer, inputs: Array(config.layers).fill({}), step };
      const flat = new Float32Array(layout.length);
      for (const { name, offset } of layout.slots) flat.set(adapter.tensors.get(name)!.data, offset);
      const norms = adapter.dora && (await rowNorms(executor, config, layout, frozen.layers, flat));
      return {
        layer: await layer,
        inputs: loraViews(layout, flat, config.layers, norms).map(({ inputs }) => inputs),
        step,
      };
    },
    async read(ids, memory, adapter, signal) {
      let last: Float32Array = new Float32Array(0);
      for (let from = 0; from < ids.length; from += CHUNK) {
        const chunk = ids.slice(from, from + CHUNK);
        const rope = tableFor(memory.tokens + chunk.length);
        last = await readChunk(config, frozen, adapter, chunk, memory, rope, signal);
      }
      const [logits] = await logitsOf(last.subarray(last.length - config.hiddenSize));
      return logits!;
    },
    async readTogether(texts, adapter) {
      const positions = Math.max(...texts.map(({ memory }) => memory.tokens + 1));
      const { inputs } = adapter;
      const programs = await adapter.step();
      const weights = { frozen, table: tableFor(positions) };
      return logitsOf(await stepTogether(config, weights, { programs, inputs }, texts));
    },
    async close() {
      await head.release();
      for (const step of steps.values()) await (await step).release();
      for (const layer of layers.values()) await (await layer).release();
    },
  };
}

/** @returns The last layer's result `[tokens, hiddenSize]`. */
async function readChunk(
  config: DecoderConfig,
  frozen: FrozenWeights,
  adapter: LayeredAdapter,
  ids: readonly number[],
  memory: TextMemory,
  table: RopeTables,
  signal?: AbortSignal,
): Promise<Float32Array> {
  const [count, past, width] = [ids.length, memory.tokens, config.keyValueHeads * config.headDim];
  const block = (source: Float32Array, from: number, rows: number, columns: number): Tensor => ({
    data: source.subarray(from * columns, (from + rows) * columns),
    shape: [rows, columns],
  });
  const rotation = ({ cosine, sine }: RopeTable) => ({
    cosine: block(cosine, past, count, config.headDim),
    sine: block(sine, past, count, config.headDim),
  });
  const mask = (reach: number) => causalMask(count, past, config.heads / config.keyValueHeads, reach);
  const { window } = config;
  const all: LayerTables = { ...rotation(table), mask: mask(Infinity) };
  const near: LayerTables | undefined = window && {
    ...(table.window ? rotation(table.window) : all),
    mask: mask(window.tokens),
  };
  let x = embedTokens(config, frozen.embedding.data, ids);
  let y: Tensor = { data: new Float32Array(x.data.length), shape: x.shape };
  for (let i = 0; i < config.layers; i++) {
    signal?.throwIfAborted();
    const [keys, values] = [memory.keys[i]!, memory.values[i]!];
    await adapter.layer.run(
      {
        ...{ x, ...(near && window?.layers[i] ? near : all) },
        ...{ ...frozen.layers[i]!, ...adapter.inputs[i]! },
        pastKey: block(keys, 0, past, width),
        pastValue: block(values, 0, past, width),
      },
      { y, key: block(keys, past, count, width), value: block(values, past, count, width) },
    );
    [x, y] = [y, x];
  }
  memory.tokens += count;
  return x.data as Float32Array;
}
