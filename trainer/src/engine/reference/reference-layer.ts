import type { DecoderConfig } from '../../model/decoder-config.ts';
import type { Projection } from '../decoder/projections.ts';
import type { ModuleName } from '../../model/linear-modules.ts';
import { addToColumns, columnsOf, combine, matrix, product, transposed } from './matrix.ts';
import type { Matrix } from './matrix.ts';

/** A layer's values in double precision; names and layouts as in the graphs. */
export type ReferenceLayer = {
  /** Frozen weights by the names of the graphs' inputs: `weight.q_proj`, `bias.q_proj`, `attentionNorm`, … */
  frozen: Record<string, Matrix>;
  lora: Partial<Record<ModuleName, { a: Matrix; b: Matrix }>>;
  loraScale: number;
  /** With DoRA, what rows are to be as long as, and what they are: a constant, as PEFT has it. */
  dora?: Partial<Record<ModuleName, { magnitude: Matrix; norm: Matrix }>>;
  /** Asks for the gradients of the weights too. */
  trained?: 'weights';
  /** Masks of the inputs of modules with LoRA, in a training step with dropout. */
  dropout?: Partial<Record<ModuleName, Matrix>>;
  /** `[T, headDim]`, without the graph's sign. */
  cosine: Matrix;
  sine: Matrix;
  /** Whether token `row` may attend to token `column`. */
  attends: (row: number, column: number) => boolean;
};

/** The gradients of a layer. */
export type ReferenceGradients = {
  x: Matrix;
  /** By the names of the graphs' inputs, where they were asked for. */
  weights: Record<string, Matrix>;
  lora: Partial<Record<ModuleName, { a: Matrix; b: Matrix; magnitude?: Matrix }>>;
};

/**
 * The decoder layer a second time, written from its formulas with loops and derivatives by hand, in double
 * precision. It shares nothing with the graphs, so it can vouch for them.
 *
 * @returns The layer's result, and its pull-back.
 */
export function referenceLayer(
  config: DecoderConfig,
  x: Matrix,
  layer: ReferenceLayer,
): { y: Matrix; pullBack(gradient: Matrix): ReferenceGradients } {
  const { heads, keyValueHeads, normEpsilon } = config;
  const gradients: Omit<ReferenceGradients, 'x'> = { lora: {}, weights: {} };
  const project = (input: Matrix, names: readonly Projection[]) =>
    referenceLinear(input, names, layer, gradients);
  const norm = (input: Matrix, name: string): Linear => {
    const weight = layer.frozen[name];
    if (!weight) return { y: input, pullBack: (gradient) => gradient };
    const { normal, ...normed } = referenceNorm(input, weight, normEpsilon);
    if (!layer.trained) return normed;
    return {
      y: normed.y,
      pullBack(gradient) {
        gradients.weights[name] = columnSums(combine(times, gradient, normal));
        return normed.pullBack(gradient);
      },
    };
  };

  const norm1 = norm(x, 'attentionNorm');
  const [q, k, v] = project(norm1.y, ['q_proj', 'k_proj', 'v_proj']) as [Linear, Linear, Linear];
  const normQ = norm(asRows(q.y, heads), 'queryNorm');
  const normK = norm(asRows(k.y, keyValueHeads), 'keyNorm');
  const turnedQ = turn(asHeads(normQ.y, heads), heads, layer, 1);
  const turnedK = turn(asHeads(normK.y, keyValueHeads), keyValueHeads, layer, 1);
  const mixed = referenceAttention(config, turnedQ, turnedK, v.y, layer.attends);
  const [o] = project(mixed.y, ['o_proj']) as [Linear];
  const result1 = norm(o.y, 'attentionResultNorm');
  const middle = combine(sum, x, result1.y);

  const norm2 = norm(middle, 'feedForwardNorm');
  const [gate, up] = project(norm2.y, ['gate_proj', 'up_proj']) as [Linear, Linear];
  const { value: bend, slope } = ACTIVATIONS[config.activation ?? 'silu'];
  const [down] = project(
    combine((g, u) => bend(g) * u, gate.y, up.y),
    ['down_proj'],
  ) as [Linear];
  const result2 = norm(down.y, 'feedForwardResultNorm');

  return {
    y: combine(sum, middle, result2.y),
    pullBack(gradient) {
      const wide = down.pullBack(result2.pullBack(gradient));
      const toGate = combine((d, g, u) => d * u * slope(g), wide, gate.y, up.y);
      const toUp = combine((d, g) => d * bend(g), wide, gate.y);
      const toMiddle = combine(
        sum,
        gradient,
        norm2.pullBack(combine(sum, gate.pullBack(toGate), up.pullBack(toUp))),
      );
      const parts = mixed.pullBack(o.pullBack(result1.pullBack(toMiddle)));
      const back = (part: Matrix, count: number, head: Linear) =>
        asHeads(head.pullBack(asRows(turn(part, count, layer, -1), count)), count);
      const before = combine(
        sum,
        q.pullBack(back(parts.q, heads, normQ)),
        k.pullBack(back(parts.k, keyValueHeads, normK)),
        v.pullBack(parts.v),
      );
      return { x: combine(sum, toMiddle, norm1.pullBack(before)), ...gradients };
    },
  };
}

type Linear = { y: Matrix; pullBack(gradient: Matrix): Matrix };

const sum = (...values: number[]) => values.reduce((a, b) => a + b);

const sigmoid = (value: number) => 1 / (1 + Math.exp(-value));
const ROOT = Math.sqrt(2 / Math.PI);
const ACTIVATIONS = {
  silu: {
    value: (x: number) => x * sigmoid(x),
    slope: (x: number) => sigmoid(x) * (1 + x * (1 - sigmoid(x))),
  },
  'gelu-tanh': {
    value: (x: number) => 0.5 * x * (1 + Math.tanh(ROOT * (x + 0.044715 * x ** 3))),
    slope: (x: number) => {
      const t = Math.tanh(ROOT * (x + 0.044715 * x ** 3));
      return 0.5 * (1 + t) + 0.5 * x * (1 - t * t) * ROOT * (1 + 3 * 0.044715 * x * x);
    },
  },
};

/** One row a head: `[T, heads · width]` as `[T · heads, width]`, and back. */
const asRows = (x: Matrix, heads: number): Matrix => ({
  ...{ rows: x.rows * heads, columns: x.columns / heads, data: x.data },
});
const asHeads = (x: Matrix, heads: number): Matrix => ({
  ...{ rows: x.rows / heads, columns: x.columns * heads, data: x.data },
});

/** Projections of one input. Where a LoRA pair belongs to several, its B holds their rows one below the other. */
function referenceLinear(
  x: Matrix,
  names: readonly Projection[],
  layer: ReferenceLayer,
  gradients: Omit<ReferenceGradients, 'x'>,
): Linear[] {
  return names.map((name) => {
    const weight = layer.frozen[`weight.${name}`]!;
    const bias = layer.frozen[`bias.${name}`];
    const plain = (input: Matrix) => product(input, transposed(weight));
    const shifted = (y: Matrix): Matrix =>
      bias ? { ...y, data: y.data.map((value, i) => value + bias.data[i % weight.rows]!) } : y;
    const module = moduleOf(name, layer);
    if (!module) {
      return {
        y: shifted(plain(x)),
        pullBack(gradient) {
          if (layer.trained) {
            gradients.weights[`weight.${name}`] = product(transposed(gradient), x);
            if (bias) gradients.weights[`bias.${name}`] = columnSums(gradient);
          }
          return product(gradient, weight);
        },
      };
    }
    const { pair, from } = module;
    const b = rowsOf(pair.b, from, weight.rows);
    const mask = layer.dropout?.[module.name];
    const hide = (value: Matrix) => (mask ? combine(times, value, mask) : value);
    const leave = (value: Matrix) => combine((whole, part) => whole - part, value, hide(value));
    const seen = hide(x);
    const low = combine((value) => value * layer.loraScale, product(seen, transposed(pair.a)));
    const dora = layer.dora?.[module.name];
    const stretch = (value: Matrix): Matrix =>
      dora
        ? scaledColumnsOf(value, (i) => dora.magnitude.data[from + i]! / dora.norm.data[from + i]!)
        : value;
    const changed = combine(sum, plain(dora ? seen : x), product(low, transposed(b)));
    return {
      y: shifted(dora ? combine(sum, stretch(changed), plain(leave(x))) : changed),
      pullBack(gradient) {
        const turned = stretch(gradient);
        const toLow = combine((value) => value * layer.loraScale, product(turned, b));
        const whole = (gradients.lora[module.name] ??= {
          a: matrix(pair.a.rows, pair.a.columns),
          b: matrix(pair.b.rows, pair.b.columns),
          ...(dora ? { magnitude: matrix(1, pair.b.rows) } : {}),
        });
        addToRows(whole.a, 0, product(transposed(toLow), seen));
        addToRows(whole.b, from, product(transposed(turned), low));
        combine(times, gradient, changed).data.forEach((value, i) => {
          if (dora)
            whole.magnitude!.data[from + (i % weight.rows)]! +=
              value / dora.norm.data[from + (i % weight.rows)]!;
        });
        const toSeen = hide(product(toLow, pair.a));
        if (!dora) return combine(sum, product(gradient, weight), toSeen);
        return combine(sum, hide(product(turned, weight)), leave(product(gradient, weight)), toSeen);
      },
    };
  });
}

const times = (a: number, b: number) => a * b;

function columnSums({ rows, columns, data }: Matrix): Matrix {
  const sums = matrix(1, columns);
  for (let i = 0; i < rows * columns; i++) sums.data[i % columns]! += data[i]!;
  return sums;
}

const scaledColumnsOf = (a: Matrix, factor: (column: number) => number): Matrix => ({
  ...{ ...a, data: a.data.map((value, i) => value * factor(i % a.columns)) },
});

const FUSED = { qkv_proj: ['q_proj', 'k_proj', 'v_proj'], gate_up_proj: ['gate_proj', 'up_proj'] } as const;

/** The LoRA pair that changes a projection, and the row of B at which the projection's own rows begin. */
function moduleOf(projection: Projection, { lora, frozen }: ReferenceLayer) {
  const own = lora[projection];
  if (own) return { name: projection, pair: own, from: 0 };
  for (const name of ['qkv_proj', 'gate_up_proj'] as const) {
    const parts: readonly Projection[] = FUSED[name];
    const at = parts.indexOf(projection);
    const pair = lora[name];
    if (!pair || at < 0) continue;
    const from = parts.slice(0, at).reduce((rows, part) => rows + frozen[`weight.${part}`]!.rows, 0);
    return { name, pair, from };
  }
  return undefined;
}

const rowsOf = (a: Matrix, from: number, count: number): Matrix =>
  matrix(count, a.columns, a.data.subarray(from * a.columns, (from + count) * a.columns));

function addToRows(a: Matrix, from: number, part: Matrix): void {
  part.data.forEach((value, i) => (a.data[from * a.columns + i]! += value));
}

function referenceNorm(x: Matrix, weight: Matrix, epsilon: number): Linear & { normal: Matrix } {
  const width = x.columns;
  const scales = Array.from({ length: x.rows }, (_, row) => {
    const squares = x.data.subarray(row * width, (row + 1) * width).reduce((a, b) => a + b * b, 0);
    return 1 / Math.sqrt(squares / width + epsilon);
  });
  const normal: Matrix = { ...x, data: x.data.map((value, i) => value * scales[Math.floor(i / width)]!) };
  return {
    ...{ normal, y: { ...x, data: normal.data.map((value, i) => value * weight.data[i % width]!) } },
    pullBack(gradient) {
      const result = matrix(x.rows, width);
      for (let row = 0; row < x.rows; row++) {
        const s = scales[row]!;
        let along = 0;
        for (let j = 0; j < width; j++) {
          const at = row * width + j;
          along += gradient.data[at]! * weight.data[j]! * x.data[at]!;
        }
        for (let j = 0; j < width; j++) {
          const at = row * width + j;
          result.data[at] =
            gradient.data[at]! * weight.data[j]! * s - (x.data[at]! * along * s * s * s) / width;
        }
      }
      return result;
    },
  };
}

/** Turns each pair (i, i + width / 2) of every head; with `sign` -1 back again, which is the pull-back. */
function turn(x: Matrix, heads: number, { cosine, sine }: ReferenceLayer, sign: 1 | -1): Matrix {
  const width = x.columns / heads;
  const y = matrix(x.rows, x.columns);
  for (let t = 0; t < x.rows; t++) {
    for (let head = 0; head < heads; head++) {
      for (let i = 0; i < width / 2; i++) {
        const first = t * x.columns + head * width + i;
        const second = first + width / 2;
        const [c, s] = [cosine.data[t * width + i]!, sign * sine.data[t * width + i]!];
        y.data[first] = x.data[first]! * c - x.data[second]! * s;
        y.data[second] = x.data[second]! * c + x.data[first]! * s;
      }
    }
  }
  return y;
}

function referenceAttention(
  { heads, keyValueHeads, headDim, queryScale, scoreCap }: DecoderConfig,
  q: Matrix,
  k: Matrix,
  v: Matrix,
  attends: ReferenceLayer['attends'],
) {
  const scale = queryScale ?? 1 / Math.sqrt(headDim);
  const cap = (score: number) => (scoreCap === undefined ? score : scoreCap * Math.tanh(score / scoreCap));
  const slope = (capped: number) => (scoreCap === undefined ? 1 : 1 - (capped / scoreCap) ** 2);
  const y = matrix(q.rows, q.columns);
  const shares = Array.from({ length: heads }, (_, head) => {
    const at = Math.floor((head * keyValueHeads) / heads) * headDim;
    const raw = product(columnsOf(q, head * headDim, headDim), transposed(columnsOf(k, at, headDim)));
    const scores = combine((score) => cap(score * scale), raw);
    const share = maskedSoftmax(scores, attends);
    addToColumns(y, head * headDim, product(share, columnsOf(v, at, headDim)));
    return { scores, share, at };
  });
  return {
    y,
    pullBack(gradient: Matrix): { q: Matrix; k: Matrix; v: Matrix } {
      const parts = {
        q: matrix(q.rows, q.columns),
        k: matrix(k.rows, k.columns),
        v: matrix(v.rows, v.columns),
      };
      shares.forEach(({ scores, share, at }, head) => {
        const g = columnsOf(gradient, head * headDim, headDim);
        addToColumns(parts.v, at, product(transposed(share), g));
        const toShare = product(g, transposed(columnsOf(v, at, headDim)));
        const toScores = matrix(share.rows, share.columns);
        for (let i = 0; i < share.rows; i++) {
          const row = (m: Matrix) => m.data.subarray(i * m.columns, (i + 1) * m.columns);
          const mean = row(share).reduce((total, value, j) => total + value * row(toShare)[j]!, 0);
          row(share).forEach((value, j) => {
            const toCapped = value * (row(toShare)[j]! - mean);
            toScores.data[i * share.columns + j] = toCapped * slope(row(scores)[j]!) * scale;
          });
        }
        addToColumns(parts.q, head * headDim, product(toScores, columnsOf(k, at, headDim)));
        addToColumns(parts.k, at, product(transposed(toScores), columnsOf(q, head * headDim, headDim)));
      });
      return parts;
    },
  };
}

function maskedSoftmax(scores: Matrix, attends: ReferenceLayer['attends']): Matrix {
  const share = matrix(scores.rows, scores.columns);
  for (let i = 0; i < scores.rows; i++) {
    let total = 0;
    let top = -Infinity;
    for (let j = 0; j < scores.columns; j++) {
      if (attends(i, j)) top = Math.max(top, scores.data[i * scores.columns + j]!);
    }
    for (let j = 0; j < scores.columns; j++) {
      const at = i * scores.columns + j;
      if (attends(i, j)) total += share.data[at] = Math.exp(scores.data[at]! - top);
    }
    for (let j = 0; j < scores.columns; j++) share.data[i * scores.columns + j]! /= total;
  }
  return share;
}
