import type { DecoderConfig } from '../../model/decoder-config.ts';
import { linearModules } from '../../model/linear-modules.ts';
import type { ModuleName } from '../../model/linear-modules.ts';
import { philoxStream } from '../../data/philox.ts';
import { fromBfloat16, toBfloat16 } from '../executor/bfloat16.ts';
import type { Precision } from '../executor/executor-choice.ts';
import type { Executor, Program } from '../executor/executor.ts';
import type { Tensor } from '../executor/tensor.ts';
import type { Value } from '../graph/value.ts';
import type { layerGraphs } from '../decoder/layer-graphs.ts';
import { gradientName, loraGradientName } from '../decoder/layer-graphs.ts';
import { isKeptNarrow } from '../decoder/is-kept-narrow.ts';
import { isFull } from '../decoder/full-layout.ts';
import type { Layout } from '../decoder/full-layout.ts';
import { layerInputName } from '../decoder/layer-input-name.ts';
import { layerWeights } from '../decoder/layer-weights.ts';
import type { LoraLayout, LoraSlot } from '../decoder/lora-layout.ts';
import { adapterOf } from '../decoder/no-adapter.ts';
import { ropeTable } from '../decoder/rope-table.ts';
import { weightNorms } from '../decoder/weight-norms.ts';
import { matrix } from './matrix.ts';
import type { Matrix } from './matrix.ts';
import { referenceLayer } from './reference-layer.ts';
import { rowLengths } from './row-lengths.ts';
import type { ReferenceLayer } from './reference-layer.ts';

/** Tokens of the check: enough for every row and block of a kernel to be used in part and in full. */
const TOKENS = 19;

/** How far one tensor is from the reference: relative L2 distance, and cosine of the angle between them. */
export type GradientCheck = { tensor: string; distance: number; cosine: number };

/**
 * Runs a compiled layer on seeded input, forward and backward, and compares every result with the reference in
 * double precision.
 */
export async function checkGradients(
  config: DecoderConfig,
  trained: Layout,
  graphs: ReturnType<typeof layerGraphs>,
  programs: { forward: Program; backward: Program },
  executor: Pick<Executor, 'precision' | 'compile'>,
): Promise<GradientCheck[]> {
  const { precision } = executor;
  const layout = adapterOf(trained);
  const sample = seededLayer(config, layout, precision);
  const asked = isFull(trained) ? ({ trained: 'weights' } as const) : {};
  const reference = referenceLayer(config, sample.x, { ...sample.layer, ...asked });
  const expected = reference.pullBack(sample.gradient);
  const sizes: Record<string, number> = { T: TOKENS, M: (TOKENS * config.heads) / config.keyValueHeads };
  const room = (name: string, value: Value): Tensor => {
    const shape = value.shape.map((size) => (typeof size === 'number' ? size : sizes[size]!));
    const length = shape.reduce((a, b) => a * b, 1);
    const isNarrow = precision === 'bf16' && isKeptNarrow(name);
    return { data: isNarrow ? new Uint16Array(length) : new Float32Array(length), shape };
  };
  const rooms = (outputs: readonly { name: string; value: Value }[]) =>
    Object.fromEntries(outputs.map(({ name, value }) => [name, room(name, value)]));
  const pick = (inputs: readonly Value[], from: Record<string, Tensor>) =>
    Object.fromEntries(inputs.map(({ name }) => [name, from[name]!]));

  if (sample.dora)
    Object.assign(sample.tensors, await measuredNorms(executor, config, layout, sample.tensors));
  const first = rooms(graphs.forward.outputs);
  await programs.forward.run(pick(graphs.forward.inputs, sample.tensors), first);
  const second = rooms(graphs.backward.outputs);
  await programs.backward.run(pick(graphs.backward.inputs, { ...sample.tensors, ...first }), second);

  const pairs: [string, Tensor, Matrix][] = [
    ['y', first['y']!, reference.y],
    [gradientName('x'), second[gradientName('x')]!, expected.x],
  ];
  for (const [module, pair] of Object.entries(expected.lora)) {
    for (const [name, value] of [
      ['A', pair.a],
      ['B', pair.b],
      ['magnitude', pair.magnitude],
    ] as const) {
      if (!value) continue;
      const output = loraGradientName(module as ModuleName, name);
      pairs.push([output, second[output]!, value]);
    }
  }
  for (const [input, value] of Object.entries(expected.weights))
    pairs.push([gradientName(input), second[gradientName(input)]!, value]);
  return pairs.map(([tensor, ours, theirs]) => ({ tensor, ...compare(ours, theirs) }));
}

function compare(ours: Tensor, theirs: Matrix): Pick<GradientCheck, 'distance' | 'cosine'> {
  let [difference, along, size, own] = [0, 0, 0, 0];
  theirs.data.forEach((value, i) => {
    const found = Number(ours.data[i]);
    difference += (found - value) ** 2;
    along += found * value;
    size += value ** 2;
    own += found ** 2;
  });
  return { distance: Math.sqrt(difference / size), cosine: along / Math.sqrt(size * own) };
}

/** The lengths of rows as a run measures them. */
async function measuredNorms(
  executor: Pick<Executor, 'precision' | 'compile'>,
  config: DecoderConfig,
  layout: LoraLayout,
  tensors: Record<string, Tensor>,
): Promise<Record<string, Tensor>> {
  const single = { ...layout, slots: layout.slots.filter(({ layer }) => layer === 0) };
  const parameters = new Float32Array(layout.length);
  const rows = single.slots.filter(({ matrix: name }) => name === 'magnitude');
  const norms = new Float32Array(rows.reduce((sum, { length }) => sum + length, 0));
  for (const { module, matrix: name, offset } of single.slots)
    parameters.set(tensors[layerInputName.lora(module, name)]!.data as Float32Array, offset);
  const measure = await weightNorms(executor, { ...config, layers: 1 }, single, () => tensors);
  await measure.measure(parameters, norms);
  await measure.close();
  let at = 0;
  return Object.fromEntries(
    rows.map(({ module, shape, length }) => [
      layerInputName.norm(module),
      { data: norms.slice(at, (at += length)), shape },
    ]),
  );
}

/** With DoRA, magnitudes near the lengths of the rows, and these. */
function seededMagnitudes(
  config: DecoderConfig,
  { slots, scale }: LoraLayout,
  frozen: Record<string, Matrix>,
  lora: ReferenceLayer['lora'],
  tensors: Record<string, Tensor>,
): ReferenceLayer['dora'] | undefined {
  const random = philoxStream(20_241, 0);
  const dora: NonNullable<ReferenceLayer['dora']> = {};
  for (const { layer, module, matrix: name, shape } of slots) {
    if (layer !== 0 || name !== 'magnitude') continue;
    const { a, b } = lora[module]!;
    const { parts } = linearModules(config).find((one) => one.name === module)!;
    const rows = parts.flatMap((part) => [...frozen[layerInputName.weight(part)]!.data]);
    const norm = rowLengths(matrix(b.rows, a.columns, rows), a, b, scale);
    const data = Float32Array.from(norm.data, (length) => length * (0.5 + random.uint32() / 2 ** 32));
    dora[module] = { magnitude: matrix(1, b.rows, data), norm };
    tensors[layerInputName.lora(module, name)] = { data, shape };
  }
  return Object.keys(dora).length > 0 ? dora : undefined;
}

/** As bfloat16; `values` become what is left of them, so that storage is no part of the difference. */
function rounded(values: Float32Array): Uint16Array {
  const halves = new Uint16Array(values.length);
  toBfloat16(values, halves);
  fromBfloat16(halves, values);
  return halves;
}

/** Random values of the size that trained models have, in both precisions; two documents share the sequence. */
function seededLayer(config: DecoderConfig, layout: LoraLayout, precision: Precision) {
  const random = philoxStream(20_240, 0);
  const tensors: Record<string, Tensor> = {};
  const draw = (name: string, rows: number, columns: number, spread: number, centre = 0): Matrix => {
    const data = Float32Array.from(
      { length: rows * columns },
      () => centre + spread * (random.uint32() / 2 ** 31 - 1),
    );
    const shape = rows === 1 ? [columns] : [rows, columns];
    tensors[name] = { data: precision === 'bf16' && isKeptNarrow(name) ? rounded(data) : data, shape };
    return matrix(rows, columns, data);
  };
  const { hiddenSize, headDim, heads, keyValueHeads } = config;
  const frozen: Record<string, Matrix> = {};
  for (const { input, shape, isNorm } of layerWeights(config)) {
    const [columns, rows] = [shape.at(-1)!, shape.length === 1 ? 1 : shape[0]!];
    frozen[input] = isNorm
      ? draw(input, 1, columns, 0.3, 1)
      : draw(input, rows, columns, rows === 1 ? 0.3 : 1 / Math.sqrt(columns));
  }
  const lora: ReferenceLayer['lora'] = {};
  for (const a of layout.slots) {
    if (a.layer !== 0 || a.matrix !== 'A') continue;
    const b = layout.slots.find(
      (slot) => slot.layer === 0 && slot.module === a.module && slot.matrix === 'B',
    )!;
    const drawn = (slot: LoraSlot, spread: number) => {
      const name = layerInputName.lora(slot.module, slot.matrix);
      const values = draw(name, slot.shape[0]!, slot.shape[1]!, spread);
      tensors[name] = { ...tensors[name]!, shape: slot.shape };
      return values;
    };
    lora[a.module] = { a: drawn(a, 1 / Math.sqrt(a.shape[1]!)), b: drawn(b, 0.1) };
  }
  const dora = seededMagnitudes(config, layout, frozen, lora, tensors);
  const dropout: ReferenceLayer['dropout'] = {};
  for (const { layer, module, matrix: name, shape } of layout.dropout ? layout.slots : []) {
    if (layer !== 0 || name !== 'A') continue;
    const mask = draw(layerInputName.dropout(module), TOKENS, shape[1]!, 1);
    mask.data.forEach((value, i) => (mask.data[i] = value > 0.5 ? 0 : 4 / 3));
    (tensors[layerInputName.dropout(module)]!.data as Float32Array).set(mask.data);
    dropout[module] = matrix(TOKENS, shape[1]!, Float32Array.from(mask.data));
  }
  const x = draw('x', TOKENS, hiddenSize, 1);
  const gradient = draw('gradient', TOKENS, hiddenSize, 1);

  const table = ropeTable(config.ropeBase, headDim, TOKENS);
  tensors['cosine'] = { data: table.cosine, shape: [TOKENS, headDim] };
  tensors['sine'] = { data: table.sine, shape: [TOKENS, headDim] };
  const half = Math.floor(TOKENS / 2);
  const attends = (row: number, column: number) => column <= row && row < half === column < half;
  const rows = (TOKENS * heads) / keyValueHeads;
  const mask = new Float32Array(rows * TOKENS);
  for (let i = 0; i < mask.length; i++) {
    mask[i] = attends(Math.floor(i / TOKENS) % TOKENS, i % TOKENS) ? 0 : -1e9;
  }
  tensors['mask'] = { data: mask, shape: [rows, TOKENS] };
  const unsigned = table.sine.map((value, i) => (i % headDim < headDim / 2 ? -value : value));
  return {
    ...{ x, gradient, tensors, dora },
    layer: {
      ...{ frozen, lora, dropout, ...(dora ? { dora } : {}), loraScale: layout.scale, attends },
      cosine: matrix(TOKENS, headDim, table.cosine),
      sine: matrix(TOKENS, headDim, unsigned),
    },
  };
}
