import type { LoraAdapter } from '../adapter/lora-adapter.ts';
import { embedTokens } from '../engine/decoder/embed-tokens.ts';
import { readFrozenWeights } from '../engine/decoder/frozen-weights.ts';
import { layerInputName } from '../engine/decoder/layer-input-name.ts';
import { loraLayout } from '../engine/decoder/lora-layout.ts';
import type { Executor } from '../engine/executor/executor.ts';
import type { Tensor } from '../engine/executor/tensor.ts';
import type { BaseModel } from '../model/base-model.ts';
import type { DecoderConfig } from '../model/decoder-config.ts';
import { factorName, ofLayer } from './block-graph.ts';
import { openBlockStore } from './block-store.ts';
import type { Block } from './compile-blocks.ts';
import { causalMask } from './causal-mask.ts';
import { CHUNK } from './generator.ts';
import type { Generator } from './generator.ts';
import { jointMemory } from './joint-memory.ts';
import type { JointMemory } from './joint-memory.ts';
import { openEmbeddingRows } from './embedding-rows.ts';
import { openHead } from './open-head.ts';
import { rowNorms } from './row-norms.ts';
import type { TextMemory } from './text-memory.ts';
import { turnTables } from './turn-tables.ts';

/** An adapter made ready: its matrices by their names in blocks, and where its texts go on together. */
export type PackedAdapter = { inputs: Readonly<Record<string, Tensor>>; together: JointMemory };

/** What new tokens read besides weights: where they stand, and what they see. */
type Sight = { positions: readonly number[]; mask(reach: number): Float32Array };

/**
 * Generates with an executor that takes weights into its programs, in the order in which it reads them fastest. They are
 * in memory once, the embedding in the head, so that the rows which a text asks for are read where the model lies.
 */
export async function openPackedGenerator(
  executor: Executor,
  model: BaseModel,
): Promise<Generator<PackedAdapter>> {
  const { config } = model;
  const embedding = await openEmbeddingRows(model);
  const head = await openHead(executor, model);
  const blocks = openBlockStore(executor, model);
  await blocks.use(async () => {});
  const tablesFor = turnTables(config);
  const groups = config.heads / config.keyValueHeads;

  /** @returns The last layer's result. */
  const pass = async (
    ids: readonly number[],
    sight: Sight,
    memory: TextMemory,
    adapter: PackedAdapter,
    signal?: AbortSignal,
  ): Promise<Float32Array> => {
    const rows = await embedding.read(ids);
    const x = embedTokens(config, rows, [...ids.keys()]);
    const shared = { ...sightInputs(config, sight, memory), ...tablesFor(Math.max(...sight.positions) + 1) };
    return blocks.use(async (all) => {
      let [from, to]: Tensor[] = [x, { data: new Float32Array(x.data.length), shape: x.shape }];
      for (const block of all) {
        signal?.throwIfAborted();
        const { past, results } = memoryOf(config, block, memory, ids.length);
        const given = [{ x: from! }, past, shared, adapter.inputs, block.unadapted];
        await block.program.run(firstOf(block.inputs, given), { ...results, y: to! });
        [from, to] = [to, from];
      }
      return from!.data as Float32Array;
    });
  };
  return {
    async prepare(adapter) {
      if (adapter) blocks.allow(adapter.dora ? 'dora' : 'lora');
      const inputs = adapter ? await adapterInputs(executor, model, adapter) : {};
      return { inputs, together: jointMemory(config) };
    },
    async read(ids, memory, adapter, signal) {
      adapter.together.clear();
      let last: Float32Array = new Float32Array(0);
      for (let from = 0; from < ids.length; from += CHUNK) {
        const chunk = ids.slice(from, from + CHUNK);
        const past = memory.tokens;
        const sight: Sight = {
          positions: chunk.map((_, i) => past + i),
          mask: (reach) => causalMask(chunk.length, past, groups, reach).data as Float32Array,
        };
        last = await pass(chunk, sight, memory, adapter, signal);
        memory.tokens += chunk.length;
      }
      const [logits] = await head.logitsOf(last.subarray(-config.hiddenSize));
      return logits!;
    },
    async readTogether(texts, adapter) {
      const step = adapter.together.join(texts.map((text) => text.memory));
      const sight: Sight = {
        positions: texts.map((text) => text.memory.tokens),
        mask: (reach) => step.mask(groups, reach),
      };
      const ids = texts.map(({ id }) => id);
      const last = await pass(ids, sight, step.memory, adapter);
      step.keep();
      return head.logitsOf(last);
    },
    async close() {
      await head.close();
      await blocks.close();
      await embedding.close();
    },
  };
}

function sightInputs(
  { window, heads, keyValueHeads }: DecoderConfig,
  { positions, mask }: Sight,
  { tokens }: TextMemory,
): Record<string, Tensor> {
  const count = positions.length;
  const shape = [(heads / keyValueHeads) * count, tokens + count];
  return {
    positions: { data: BigInt64Array.from(positions, BigInt), shape: [1, count] },
    mask: { data: mask(Infinity), shape },
    ...(window ? { 'near.mask': { data: mask(window.tokens), shape } } : {}),
  };
}

/** What a block's layers remember, and behind it the places for their new tokens. */
function memoryOf(
  { keyValueHeads, headDim }: DecoderConfig,
  { layers }: Block,
  { tokens, keys, values }: TextMemory,
  count: number,
) {
  const width = keyValueHeads * headDim;
  const cut = (data: Float32Array, from: number, rows: number): Tensor => ({
    data: data.subarray(from * width, (from + rows) * width),
    shape: [rows, width],
  });
  const [past, results]: Record<string, Tensor>[] = [{}, {}];
  for (const layer of layers) {
    for (const [name, memory] of [['key', keys[layer]!] as const, ['value', values[layer]!] as const]) {
      past![ofLayer(layer, `past.${name}`)] = cut(memory, 0, tokens);
      results![ofLayer(layer, name)] = cut(memory, tokens, count);
    }
  }
  return { past: past!, results: results! };
}

/** An adapter's matrices by their names in blocks: the factor alpha / rank is taken into B. */
async function adapterInputs(
  executor: Executor,
  model: BaseModel,
  adapter: LoraAdapter,
): Promise<Record<string, Tensor>> {
  const { config } = model;
  const layout = loraLayout(config, { ...adapter, dropout: 0 });
  const inputs: Record<string, Tensor> = {};
  const flat = new Float32Array(layout.length);
  for (const { name, offset } of layout.slots) flat.set(adapter.tensors.get(name)!.data, offset);
  const norms = adapter.dora
    ? await rowNorms(executor, config, layout, (await readFrozenWeights(model)).layers, flat)
    : new Float32Array(0);
  let row = 0;
  for (const { layer, module, matrix, offset, length, shape } of layout.slots) {
    const values = flat.subarray(offset, offset + length);
    if (matrix === 'magnitude') {
      const data = values.map((value, i) => value / norms[row + i]!);
      row += length;
      inputs[ofLayer(layer, factorName(module))] = { data, shape };
    } else {
      const data = matrix === 'B' ? values.map((value) => value * layout.scale) : values;
      inputs[ofLayer(layer, layerInputName.lora(module, matrix))] = { data, shape };
    }
  }
  return inputs;
}

/** Each name's value from the first that has one. */
function firstOf(
  names: ReadonlySet<string>,
  sources: readonly Readonly<Record<string, Tensor>>[],
): Record<string, Tensor> {
  return Object.fromEntries(
    [...names].map((name) => [name, sources.find((source) => name in source)![name]!]),
  );
}
