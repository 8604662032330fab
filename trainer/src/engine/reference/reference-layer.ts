import type { DecoderConfig } from '../../model/decoder-config.ts';
import type { Projection } from '../decoder/projections.ts';
import { addToColumns, columnsOf, combine, matrix, product, transposed } from './matrix.ts';
import type { Matrix } from './matrix.ts';

/** A layer's values in double precision; names and layouts as in the graphs. */
export type ReferenceLayer = {
  attentionNorm: Matrix;
  feedForwardNorm: Matrix;
  weights: Record<Projection, Matrix>;
  lora: Partial<Record<Projection, { a: Matrix; b: Matrix }>>;
  loraScale: number;
  /** `[T, headDim]`, without the graph's sign. */
  cosine: Matrix;
  sine: Matrix;
  /** Whether token `row` may attend to token `column`. */
  attends: (row: number, column: number) => boolean;
};

/** The gradients of a layer. */
export type ReferenceGradients = { x: Matrix; lora: Partial<Record<Projection, { a: Matrix; b: Matrix }>> };

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
  const gradients: ReferenceGradients['lora'] = {};
  const project = (input: Matrix, name: Projection) => referenceLinear(input, name, layer, gradients);

  const norm1 = referenceNorm(x, layer.attentionNorm, normEpsilon);
  const [q, k, v] = (['q_proj', 'k_proj', 'v_proj'] as const).map((name) => project(norm1.y, name)) as [
    Linear,
    Linear,
    Linear,
  ];
  const turnedQ = turn(q.y, heads, layer, 1);
  const turnedK = turn(k.y, keyValueHeads, layer, 1);
  const mixed = referenceAttention(config, turnedQ, turnedK, v.y, layer.attends);
  const o = project(mixed.y, 'o_proj');
  const middle = combine(sum, x, o.y);

  const norm2 = referenceNorm(middle, layer.feedForwardNorm, normEpsilon);
  const gate = project(norm2.y, 'gate_proj');
  const up = project(norm2.y, 'up_proj');
  const down = project(
    combine((g, u) => g * sigmoid(g) * u, gate.y, up.y),
    'down_proj',
  );

  return {
    y: combine(sum, middle, down.y),
    pullBack(gradient) {
      const wide = down.pullBack(gradient);
      const slope = (g: number) => sigmoid(g) * (1 + g * (1 - sigmoid(g)));
      const toGate = combine((d, g, u) => d * u * slope(g), wide, gate.y, up.y);
      const toUp = combine((d, g) => d * g * sigmoid(g), wide, gate.y);
      const toMiddle = combine(
        sum,
        gradient,
        norm2.pullBack(combine(sum, gate.pullBack(toGate), up.pullBack(toUp))),
      );
      const parts = mixed.pullBack(o.pullBack(toMiddle));
      const before = combine(
        sum,
        q.pullBack(turn(parts.q, heads, layer, -1)),
        k.pullBack(turn(parts.k, keyValueHeads, layer, -1)),
        v.pullBack(parts.v),
      );
      return { x: combine(sum, toMiddle, norm1.pullBack(before)), lora: gradients };
    },
  };
}

type Linear = { y: Matrix; pullBack(gradient: Matrix): Matrix };

const sum = (...values: number[]) => values.reduce((a, b) => a + b);
const sigmoid = (value: number) => 1 / (1 + Math.exp(-value));

function referenceLinear(
  x: Matrix,
  name: Projection,
  { weights, lora, loraScale }: ReferenceLayer,
  gradients: ReferenceGradients['lora'],
): Linear {
  const weight = weights[name];
  const pair = lora[name];
  const base = product(x, transposed(weight));
  if (!pair) return { y: base, pullBack: (gradient) => product(gradient, weight) };
  const low = combine((value) => value * loraScale, product(x, transposed(pair.a)));
  return {
    y: combine(sum, base, product(low, transposed(pair.b))),
    pullBack(gradient) {
      const toLow = combine((value) => value * loraScale, product(gradient, pair.b));
      gradients[name] = {
        a: product(transposed(toLow), x),
        b: product(transposed(gradient), low),
      };
      return combine(sum, product(gradient, weight), product(toLow, pair.a));
    },
  };
}

function referenceNorm(x: Matrix, weight: Matrix, epsilon: number): Linear {
  const width = x.columns;
  const scales = Array.from({ length: x.rows }, (_, row) => {
    const squares = x.data.subarray(row * width, (row + 1) * width).reduce((a, b) => a + b * b, 0);
    return 1 / Math.sqrt(squares / width + epsilon);
  });
  const y = matrix(
    x.rows,
    width,
    x.data.map((value, i) => value * scales[Math.floor(i / width)]! * weight.data[i % width]!),
  );
  return {
    y,
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
  { heads, keyValueHeads, headDim }: DecoderConfig,
  q: Matrix,
  k: Matrix,
  v: Matrix,
  attends: ReferenceLayer['attends'],
) {
  const scale = 1 / Math.sqrt(headDim);
  const y = matrix(q.rows, q.columns);
  const shares = Array.from({ length: heads }, (_, head) => {
    const at = Math.floor((head * keyValueHeads) / heads) * headDim;
    const scores = product(columnsOf(q, head * headDim, headDim), transposed(columnsOf(k, at, headDim)));
    const share = maskedSoftmax(scores, scale, attends);
    addToColumns(y, head * headDim, product(share, columnsOf(v, at, headDim)));
    return { share, at };
  });
  return {
    y,
    pullBack(gradient: Matrix): { q: Matrix; k: Matrix; v: Matrix } {
      const parts = {
        q: matrix(q.rows, q.columns),
        k: matrix(k.rows, k.columns),
        v: matrix(v.rows, v.columns),
      };
      shares.forEach(({ share, at }, head) => {
        const g = columnsOf(gradient, head * headDim, headDim);
        addToColumns(parts.v, at, product(transposed(share), g));
        const toShare = product(g, transposed(columnsOf(v, at, headDim)));
        const toScores = matrix(share.rows, share.columns);
        for (let i = 0; i < share.rows; i++) {
          const row = (m: Matrix) => m.data.subarray(i * m.columns, (i + 1) * m.columns);
          const mean = row(share).reduce((total, value, j) => total + value * row(toShare)[j]!, 0);
          row(share).forEach((value, j) => {
            toScores.data[i * share.columns + j] = value * (row(toShare)[j]! - mean) * scale;
          });
        }
        addToColumns(parts.q, head * headDim, product(toScores, columnsOf(k, at, headDim)));
        addToColumns(parts.k, at, product(transposed(toScores), columnsOf(q, head * headDim, headDim)));
      });
      return parts;
    },
  };
}

function maskedSoftmax(scores: Matrix, scale: number, attends: ReferenceLayer['attends']): Matrix {
  const share = matrix(scores.rows, scores.columns);
  for (let i = 0; i < scores.rows; i++) {
    let total = 0;
    let top = -Infinity;
    for (let j = 0; j < scores.columns; j++) {
      if (attends(i, j)) top = Math.max(top, scores.data[i * scores.columns + j]! * scale);
    }
    for (let j = 0; j < scores.columns; j++) {
      const at = i * scores.columns + j;
      if (attends(i, j)) total += share.data[at] = Math.exp(scores.data[at]! * scale - top);
    }
    for (let j = 0; j < scores.columns; j++) share.data[i * scores.columns + j]! /= total;
  }
  return share;
}
