import { describe, expect, it } from 'vitest';
import { ortCpu } from '../executor/ort-cpu.ts';
import { Graph } from '../graph/graph.ts';
import { Tape } from '../graph/tape.ts';
import type { Value } from '../graph/value.ts';
import { add } from './add.ts';
import { attention } from './attention.ts';
import { gatedGelu } from './gated-gelu.ts';
import { gatedSilu } from './gated-silu.ts';
import { linear } from './linear.ts';
import { mergeHeads } from './merge-heads.ts';
import { rmsNorm } from './rms-norm.ts';
import { rotary } from './rotary.ts';
import { rows } from './rows.ts';
import { splitHeads } from './split-heads.ts';
import { philoxStream } from '../../data/philox.ts';

type Inputs = Record<string, { shape: number[]; data: number[] }>;
type Formula = (at: (name: string, ...index: number[]) => number, index: number[]) => number;

/** Shapes of the inputs, how the op is emitted, which inputs are frozen, and what it should compute, by formula. */
type Case = {
  shapes: Record<string, number[]>;
  emit: (tape: Tape, values: Record<string, Value>) => Value;
  frozen?: string[];
  /** Makes the drawn inputs what the op may rely on. */
  prepare?: (inputs: Inputs) => void;
  formula: Formula;
};

const gelu = (x: number) => 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)));
const silu = (x: number) => x / (1 + Math.exp(-x));
const range = (count: number) => Array.from({ length: count }, (_, i) => i);
const total = (count: number, term: (i: number) => number) =>
  range(count).reduce((sum, i) => sum + term(i), 0);

const CASES: Record<string, Case> = {
  add: {
    shapes: { a: [3, 4], b: [3, 4] },
    emit: (tape, { a, b }) => add(tape, a!, b!),
    formula: (at, [i, j]) => at('a', i!, j!) + at('b', i!, j!),
  },
  'linear with a scale': {
    shapes: { x: [3, 5], w: [4, 5] },
    emit: (tape, { x, w }) => linear(tape, x!, w!, 1.5),
    formula: (at, [i, j]) => 1.5 * total(5, (k) => at('x', i!, k) * at('w', j!, k)),
  },
  'linear with an addend': {
    shapes: { x: [3, 5], w: [4, 5], c: [3, 4] },
    emit: (tape, { x, w, c }) => linear(tape, x!, w!, 1, c),
    formula: (at, [i, j]) => total(5, (k) => at('x', i!, k) * at('w', j!, k)) + at('c', i!, j!),
  },
  rmsNorm: {
    shapes: { x: [3, 6], w: [6] },
    emit: (tape, { x, w }) => rmsNorm(tape, x!, w!, 1e-5),
    frozen: ['w'],
    formula: (at, [i, j]) =>
      (at('x', i!, j!) * at('w', j!)) / Math.sqrt(total(6, (k) => at('x', i!, k) ** 2) / 6 + 1e-5),
  },
  splitHeads: {
    shapes: { x: [3, 8] },
    emit: (tape, { x }) => splitHeads(tape, x!, 2),
    formula: (at, [head, t, i]) => at('x', t!, head! * 4 + i!),
  },
  mergeHeads: {
    shapes: { x: [2, 3, 4] },
    emit: (tape, { x }) => mergeHeads(tape, x!),
    formula: (at, [t, i]) => at('x', Math.floor(i! / 4), t!, i! % 4),
  },
  rotary: {
    shapes: { x: [2, 3, 4], cosine: [3, 4], sine: [3, 4] },
    emit: (tape, { x, cosine, sine }) => rotary(tape, x!, cosine!, sine!),
    frozen: ['cosine', 'sine'],
    prepare: ({ sine }) => {
      for (let i = 0; i < 12; i++) if (i % 4 >= 2) sine!.data[i] = -sine!.data[i - 2]!;
    },
    formula: (at, [head, t, i]) =>
      at('x', head!, t!, i!) * at('cosine', t!, i!) + at('x', head!, t!, (i! + 2) % 4) * at('sine', t!, i!),
  },
  gatedSilu: {
    shapes: { g: [3, 4], u: [3, 4] },
    emit: (tape, { g, u }) => gatedSilu(tape, g!, u!),
    formula: (at, [i, j]) => silu(at('g', i!, j!)) * at('u', i!, j!),
  },
  gatedGelu: {
    shapes: { g: [3, 4], u: [3, 4] },
    emit: (tape, { g, u }) => gatedGelu(tape, g!, u!),
    formula: (at, [i, j]) => gelu(at('g', i!, j!)) * at('u', i!, j!),
  },
  'rows of a matrix': {
    shapes: { x: [6, 3] },
    emit: (tape, { x }) => rows(tape, x!, 2, 3),
    formula: (at, [i, j]) => at('x', i! + 2, j!),
  },
  'rmsNorm of every head': {
    shapes: { x: [2, 3, 4], w: [4] },
    emit: (tape, { x, w }) => rmsNorm(tape, x!, w!, 1e-5),
    frozen: ['w'],
    formula: (at, [h, i, j]) =>
      (at('x', h!, i!, j!) * at('w', j!)) / Math.sqrt(total(4, (k) => at('x', h!, i!, k) ** 2) / 4 + 1e-5),
  },
  'attention with a scale and a cap on its scores': {
    shapes: { q: [2, 3, 2], k: [2, 3, 2], v: [2, 3, 2], mask: [3, 3] },
    emit: (tape, { q, k, v, mask }) => attention(tape, q!, k!, v!, mask!, { scale: 1.7, cap: 0.8 }),
    frozen: ['mask'],
    formula: (at, [head, t, i]) => {
      const score = (s: number) => {
        const raw = 1.7 * total(2, (d) => at('q', head!, t!, d) * at('k', head!, s, d));
        return Math.exp(0.8 * Math.tanh(raw / 0.8) + at('mask', t!, s));
      };
      return total(3, (s) => score(s) * at('v', head!, s, i!)) / total(3, score);
    },
  },
  'attention with grouped heads and a mask': {
    shapes: { q: [4, 3, 2], k: [2, 3, 2], v: [2, 3, 2], mask: [6, 3] },
    emit: (tape, { q, k, v, mask }) => attention(tape, q!, k!, v!, mask!),
    frozen: ['mask'],
    formula: (at, [head, t, i]) => {
      const group = Math.floor(head! / 2);
      const score = (s: number) =>
        Math.exp(
          total(2, (d) => at('q', head!, t!, d) * at('k', group, s, d)) / Math.SQRT2 +
            at('mask', (head! % 2) * 3 + t!, s),
        );
      return total(3, (s) => score(s) * at('v', group, s, i!)) / total(3, score);
    },
  },
};

describe.each(Object.entries(CASES))('%s', (_, { shapes, emit, frozen = [], prepare, formula }) => {
  it('computes its formula and pulls back what finite differences give', async () => {
    const random = philoxStream(5, 1);
    const inputs: Inputs = Object.fromEntries(
      Object.entries(shapes).map(([name, shape]) => [
        name,
        { shape, data: range(size(shape)).map(() => Math.fround(random.uint32() / 2 ** 31 - 1)) },
      ]),
    );
    prepare?.(inputs);
    const graph = new Graph();
    const tape = new Tape(graph);
    const values = Object.fromEntries(
      Object.entries(shapes).map(([name, shape]) => [name, graph.input(name, shape)]),
    );
    const watched = Object.keys(shapes).filter((name) => !frozen.includes(name));
    for (const name of watched) tape.watch(values[name]!);
    const y = emit(tape, values);
    const shape = y.shape as number[];
    const seed = range(size(shape)).map(() => Math.fround(random.uint32() / 2 ** 31 - 1));
    const gradients = tape.differentiate(y, graph.input('seed', shape));
    graph.output('y', y);
    for (const name of watched) graph.output(`gradient.${name}`, gradients.get(name)!);
    const results = await run(graph, { ...inputs, seed: { shape, data: seed } });

    const expected = evaluate(formula, shape, inputs);
    expect(distance(results['y']!, expected)).toBeLessThan(1e-6);
    for (const name of watched) {
      const differences = inputs[name]!.data.map((value, i) => {
        const moved = (step: number) => {
          const data = inputs[name]!.data.with(i, value + step);
          const there = evaluate(formula, shape, { ...inputs, [name]: { ...inputs[name]!, data } });
          return there.reduce((sum, result, at) => sum + result * seed[at]!, 0);
        };
        return (moved(1e-5) - moved(-1e-5)) / 2e-5;
      });
      const off = distance(results[`gradient.${name}`]!, differences);
      expect({ name, close: off < 2e-6 }).toEqual({ name, close: true });
    }
  });
});

const size = (shape: readonly number[]) => shape.reduce((a, b) => a * b, 1);

function evaluate(formula: Formula, shape: readonly number[], inputs: Inputs): number[] {
  const at = (name: string, ...index: number[]) => {
    const input = inputs[name]!;
    return input.data[index.reduce((offset, i, axis) => offset * input.shape[axis]! + i, 0)]!;
  };
  return range(size(shape)).map((flat) => {
    const index: number[] = [];
    for (
      let axis = shape.length - 1, rest = flat;
      axis >= 0;
      rest = Math.floor(rest / shape[axis]!), axis--
    ) {
      index.unshift(rest % shape[axis]!);
    }
    return formula(at, index);
  });
}

async function run(graph: Graph, inputs: Inputs): Promise<Record<string, Float32Array>> {
  const program = await ortCpu(1).compile(graph);
  const outputs = Object.fromEntries(
    graph.outputs.map(({ name, value }) => {
      const shape = value.shape as number[];
      return [name, { shape, data: new Float32Array(size(shape)) }];
    }),
  );
  const tensors = Object.entries(inputs).map(([name, { shape, data }]) => [
    name,
    { shape, data: Float32Array.from(data) },
  ]);
  await program.run(Object.fromEntries(tensors), outputs);
  await program.release();
  return Object.fromEntries(Object.entries(outputs).map(([name, { data }]) => [name, data]));
}

function distance(ours: ArrayLike<number>, theirs: readonly number[]): number {
  const difference = theirs.reduce((sum, value, i) => sum + (ours[i]! - value) ** 2, 0);
  return Math.sqrt(difference / theirs.reduce((sum, value) => sum + value ** 2, 0));
}
