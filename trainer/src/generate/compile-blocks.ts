import { layerWeights } from '../engine/decoder/layer-weights.ts';
import type { Executor, Program } from '../engine/executor/executor.ts';
import type { Tensor } from '../engine/executor/tensor.ts';
import type { Graph } from '../engine/graph/graph.ts';
import type { BaseModel } from '../model/base-model.ts';
import { blockGraph, ofLayer } from './block-graph.ts';
import type { Adapted } from './block-graph.ts';

/** Weights that lie in memory twice while a block is compiled, at most; but never less than a layer. */
const BLOCK_BYTES = 64 * 2 ** 20;

/** Layers compiled with their weights. */
export type Block = {
  program: Program;
  layers: readonly number[];
  inputs: ReadonlySet<string>;
  /** What stands in for the adapter of a module that has none. */
  unadapted: Readonly<Record<string, Tensor>>;
};

/** Compiles all layers, a few at a time: what was read of them is let go before the next are read. */
export async function compileBlocks(
  executor: Executor,
  model: BaseModel,
  adapted: Adapted,
): Promise<Block[]> {
  const { config } = model;
  const bytes = layerWeights(config).reduce((sum, { shape }) => sum + 4 * sizeOf(shape), 0);
  const count = Math.max(1, Math.floor(BLOCK_BYTES / bytes));
  const blocks: Block[] = [];
  for (let from = 0; from < config.layers; from += count) {
    const layers = Array.from({ length: Math.min(count, config.layers - from) }, (_, i) => from + i);
    const graph = blockGraph(config, layers, adapted);
    const program = await executor.compile(graph, await readLayers(model, layers));
    const inputs = new Set(graph.inputs.map(({ name }) => name));
    blocks.push({ program, layers, inputs, unadapted: unadaptedInputs(graph) });
  }
  return blocks;
}

/** The weights of some layers by their names in a block. */
async function readLayers(
  { config, weights }: BaseModel,
  layers: readonly number[],
): Promise<Record<string, Tensor>> {
  const tensors: Record<string, Tensor> = {};
  for (const layer of layers) {
    let last: { stored: string; values: Float32Array } | undefined;
    for (const { input, shape, stored, offset, isNorm } of layerWeights(config)) {
      // What is fused in the file follows one another here: it is read once.
      if (last?.stored !== stored) {
        last = { stored, values: await weights.read(`model.layers.${layer}.${stored}`) };
      }
      const values = last.values.subarray(offset, offset + sizeOf(shape));
      const data = isNorm && config.offsetNorms ? values.map((value) => value + 1) : values;
      tensors[ofLayer(layer, input)] = { data, shape };
    }
  }
  return tensors;
}

/** Matrices of no rank, and factors of one. */
function unadaptedInputs(graph: Graph): Record<string, Tensor> {
  const inputs = graph.inputs.filter(({ name }) => /\.(lora|factor)\./.test(name));
  return Object.fromEntries(
    inputs.map(({ name, shape }) => {
      const sizes = shape.map((size) => (typeof size === 'number' ? size : 0));
      return [name, { data: new Float32Array(sizeOf(sizes)).fill(1), shape: sizes }];
    }),
  );
}

const sizeOf = (shape: readonly number[]) => shape.reduce((a, b) => a * b, 1);
