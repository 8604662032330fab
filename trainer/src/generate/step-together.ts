import type { FrozenWeights } from '../engine/decoder/frozen-weights.ts';
import type { RopeTable } from '../engine/decoder/rope-table.ts';
import type { RopeTables } from '../engine/decoder/rope-tables.ts';
import { embedTokens } from '../engine/decoder/embed-tokens.ts';
import type { Executor, Program } from '../engine/executor/executor.ts';
import type { Tensor } from '../engine/executor/tensor.ts';
import type { Graph } from '../engine/graph/graph.ts';
import type { LoraLayout } from '../engine/decoder/lora-layout.ts';
import type { DecoderConfig } from '../model/decoder-config.ts';
import { attentionGraph } from './attention-graph.ts';
import { causalMask } from './causal-mask.ts';
import type { TextStep } from './generator.ts';
import { stepGraphs } from './step-graphs.ts';

type Part = { program: Program; inputs: ReadonlySet<string> };

/** The programs of a step that several texts share, for one shape of adapter. */
export type StepPrograms = { before: Part; after: Part; attention: Part; release(): Promise<void> };

/** Compiles what texts share in a step. */
export async function compileStep(
  executor: Executor,
  config: DecoderConfig,
  layout: LoraLayout | undefined,
): Promise<StepPrograms> {
  const part = async (graph: Graph): Promise<Part> => ({
    program: await executor.compile(graph),
    inputs: new Set(graph.inputs.map(({ name }) => name)),
  });
  const graphs = stepGraphs(config, layout);
  const programs = {
    before: await part(graphs.before),
    after: await part(graphs.after),
    attention: await part(attentionGraph(config)),
  };
  return {
    ...programs,
    async release() {
      for (const { program } of Object.values(programs)) await program.release();
    },
  };
}

/**
 * One token of each of several texts through all layers: every weight is read once for all of them, each text attends
 * to its own memory, where its keys and values are added.
 *
 * @returns The last layer's result, `[texts, hiddenSize]`.
 */
export async function stepTogether(
  config: DecoderConfig,
  { frozen, table }: { frozen: FrozenWeights; table: RopeTables },
  { programs, inputs }: { programs: StepPrograms; inputs: readonly Record<string, Tensor>[] },
  texts: readonly TextStep[],
): Promise<Float32Array> {
  const [count, wide, narrow] = [
    texts.length,
    config.heads * config.headDim,
    config.keyValueHeads * config.headDim,
  ];
  const rows = (columns: number): Tensor => ({
    data: new Float32Array(count * columns),
    shape: [count, columns],
  });
  const [query, key, value, attended] = [rows(wide), rows(narrow), rows(narrow), rows(wide)];
  const all = placesOf(table, texts);
  const near = table.window ? placesOf(table.window, texts) : all;
  const masks = (reach: number) =>
    texts.map(({ memory }) => causalMask(1, memory.tokens, config.heads / config.keyValueHeads, reach));
  const [full, windowed] = [masks(Infinity), config.window && masks(config.window.tokens)];

  let x = embedTokens(
    config,
    frozen.embedding.data,
    texts.map(({ id }) => id),
  );
  let y: Tensor = { data: new Float32Array(x.data.length), shape: x.shape };
  for (let layer = 0; layer < config.layers; layer++) {
    const isNear = config.window?.layers[layer] ?? false;
    const values = { ...frozen.layers[layer]!, ...inputs[layer]!, ...(isNear ? near : all), x, attended };
    await run(programs.before, values, { query, key, value });
    for (const [t, { memory }] of texts.entries()) {
      const [keys, remembered] = [memory.keys[layer]!, memory.values[layer]!];
      keys.set(row(key, t).data as Float32Array, memory.tokens * narrow);
      remembered.set(row(value, t).data as Float32Array, memory.tokens * narrow);
      const known = (source: Float32Array): Tensor => ({
        data: source.subarray(0, (memory.tokens + 1) * narrow),
        shape: [memory.tokens + 1, narrow],
      });
      const mask = (isNear ? windowed! : full)[t]!;
      const seen = { query: row(query, t), keys: known(keys), values: known(remembered), mask };
      await run(programs.attention, seen, { attended: row(attended, t) });
    }
    await run(programs.after, values, { y });
    [x, y] = [y, x];
  }
  for (const { memory } of texts) memory.tokens += 1;
  return x.data as Float32Array;
}

function run(
  { program, inputs }: Part,
  given: Record<string, Tensor>,
  outputs: Record<string, Tensor>,
): Promise<void> {
  return program.run(Object.fromEntries([...inputs].map((name) => [name, given[name]!])), outputs);
}

function row({ data, shape }: Tensor, index: number): Tensor {
  const columns = shape[1]!;
  return {
    data: data.subarray(index * columns, (index + 1) * columns) as Tensor['data'],
    shape: [1, columns],
  };
}

/** What turns each text's token: the row of the table for its place. */
function placesOf(
  { cosine, sine, width }: RopeTable,
  texts: readonly TextStep[],
): { cosine: Tensor; sine: Tensor } {
  const gather = (source: Float32Array): Tensor => {
    const data = new Float32Array(texts.length * width);
    for (const [t, { memory }] of texts.entries()) {
      data.set(source.subarray(memory.tokens * width, (memory.tokens + 1) * width), t * width);
    }
    return { data, shape: [texts.length, width] };
  };
  return { cosine: gather(cosine), sine: gather(sine) };
}
