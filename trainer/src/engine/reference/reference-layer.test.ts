import { expect, it } from 'vitest';
import { TINY_CONFIG } from '../../../test/support/tiny-config.ts';
import { philoxStream } from '../../data/philox.ts';
import { PROJECTION_PATHS, projectionShape } from '../decoder/projections.ts';
import type { Projection } from '../decoder/projections.ts';
import { matrix } from './matrix.ts';
import type { Matrix } from './matrix.ts';
import { referenceLayer } from './reference-layer.ts';
import type { ReferenceLayer } from './reference-layer.ts';

const TOKENS = 5;
const RANK = 3;

it('has derivatives that finite differences confirm, for the input and every LoRA matrix', () => {
  const random = philoxStream(3, 0);
  const draw = (rows: number, columns: number, spread: number, centre = 0): Matrix =>
    matrix(
      rows,
      columns,
      Array.from({ length: rows * columns }, () => centre + spread * (random.uint32() / 2 ** 31 - 1)),
    );
  const { hiddenSize, headDim } = TINY_CONFIG;
  const weights = {} as ReferenceLayer['weights'];
  const lora: ReferenceLayer['lora'] = {};
  for (const projection of Object.keys(PROJECTION_PATHS) as Projection[]) {
    const [out, into] = projectionShape(TINY_CONFIG, projection);
    weights[projection] = draw(out, into, 0.3);
    lora[projection] = { a: draw(RANK, into, 0.3), b: draw(out, RANK, 0.3) };
  }
  const layer: ReferenceLayer = {
    ...{ weights, lora, loraScale: 0.7 },
    attentionNorm: draw(1, hiddenSize, 0.3, 1),
    feedForwardNorm: draw(1, hiddenSize, 0.3, 1),
    cosine: draw(TOKENS, headDim, 1),
    sine: draw(TOKENS, headDim, 1),
    attends: (row, column) => column <= row && row < 2 === column < 2,
  };
  const x = draw(TOKENS, hiddenSize, 1);
  const seed = draw(TOKENS, hiddenSize, 1);
  const loss = () =>
    referenceLayer(TINY_CONFIG, x, layer).y.data.reduce((sum, y, i) => sum + y * seed.data[i]!, 0);

  const gradients = referenceLayer(TINY_CONFIG, x, layer).pullBack(seed);
  const pairs: [Matrix, Matrix][] = [[x, gradients.x]];
  for (const [projection, { a, b }] of Object.entries(gradients.lora)) {
    const pair = lora[projection as Projection]!;
    pairs.push([pair.a, a], [pair.b, b]);
  }
  expect(pairs).toHaveLength(15);
  for (const [values, gradient] of pairs) {
    for (let at = 0; at < values.data.length; at += 17) {
      const value = values.data[at]!;
      values.data[at] = value + 1e-6;
      const above = loss();
      values.data[at] = value - 1e-6;
      const below = loss();
      values.data[at] = value;
      expect(gradient.data[at]).toBeCloseTo((above - below) / 2e-6, 6);
    }
  }
});
