import { expect, it } from 'vitest';
import { ARCHITECTURE_CONFIGS } from '../../../test/support/architecture-configs.ts';
import { philoxStream } from '../../data/philox.ts';
import type { DecoderConfig } from '../../model/decoder-config.ts';
import { linearModules } from '../../model/linear-modules.ts';
import { layerWeights } from '../decoder/layer-weights.ts';
import { loraLayout } from '../decoder/lora-layout.ts';
import { matrix } from './matrix.ts';
import type { Matrix } from './matrix.ts';
import { referenceLayer } from './reference-layer.ts';
import type { ReferenceLayer } from './reference-layer.ts';

const TOKENS = 5;
const RANK = 3;

// What a window hides, every layer's mask hides: Mistral's layer is Llama's.
const CONFIGS = Object.entries(ARCHITECTURE_CONFIGS)
  .filter(([name]) => name !== 'mistral')
  .map(([name, config]) => [name, { ...config, hiddenSize: 32, intermediateSize: 48 }] as const);

/** Kinds of adapter, each on one of them. */
const SETTINGS: Partial<Record<DecoderConfig['architecture'], { dora?: true; dropout?: number }>> = {
  llama: { dropout: 0.5 },
  qwen2: { dora: true },
  phi3: { dora: true, dropout: 0.5 },
};

it.each(CONFIGS)(
  'has derivatives that finite differences confirm, for the input and all that is trained of %s',
  (_, config) => {
    const random = philoxStream(3, 0);
    const draw = (rows: number, columns: number, spread: number, centre = 0): Matrix =>
      matrix(
        rows,
        columns,
        Array.from({ length: rows * columns }, () => centre + spread * (random.uint32() / 2 ** 31 - 1)),
      );
    const { hiddenSize, headDim } = config;
    const frozen: ReferenceLayer['frozen'] = {};
    for (const { input, shape, isNorm } of layerWeights(config)) {
      const rows = shape.length === 1 ? 1 : shape[0]!;
      frozen[input] = draw(rows, shape.at(-1)!, 0.3, isNorm ? 1 : 0);
    }
    const targets = linearModules(config).map(({ name }) => name);
    const lora: ReferenceLayer['lora'] = {};
    const dora: NonNullable<ReferenceLayer['dora']> = {};
    const dropout: NonNullable<ReferenceLayer['dropout']> = {};
    const { slots } = loraLayout(config, { rank: RANK, alpha: 2, targets, ...SETTINGS[config.architecture] });
    for (const { layer, module, matrix: name, shape } of slots) {
      if (layer !== 0) continue;
      if (name === 'magnitude') {
        dora[module] = { magnitude: draw(1, shape[0]!, 0.5, 1), norm: draw(1, shape[0]!, 0.5, 2) };
        continue;
      }
      if (name === 'A' && SETTINGS[config.architecture]?.dropout) {
        dropout[module] = draw(TOKENS, shape[1]!, 1);
        dropout[module].data.forEach((value, i, mask) => (mask[i] = value > 0 ? 2 : 0));
      }
      const pair = (lora[module] ??= { a: matrix(0, 0), b: matrix(0, 0) });
      pair[name === 'A' ? 'a' : 'b'] = draw(shape[0]!, shape[1]!, 0.3);
    }
    const layer: ReferenceLayer = {
      ...{ frozen, lora, dora, dropout, loraScale: 0.7 },
      cosine: draw(TOKENS, headDim, 1),
      sine: draw(TOKENS, headDim, 1),
      attends: (row, column) => column <= row && row < 2 === column < 2,
    };
    const x = draw(TOKENS, hiddenSize, 1);
    const seed = draw(TOKENS, hiddenSize, 1);
    const lossOf = (one: ReferenceLayer) =>
      referenceLayer(config, x, one).y.data.reduce((sum, y, i) => sum + y * seed.data[i]!, 0);

    const gradients = referenceLayer(config, x, layer).pullBack(seed);
    const pairs: [Matrix, Matrix][] = [[x, gradients.x]];
    for (const target of targets) {
      const [pair, gradient] = [lora[target]!, gradients.lora[target]!];
      pairs.push([pair.a, gradient.a], [pair.b, gradient.b]);
      if (dora[target]) pairs.push([dora[target].magnitude, gradient.magnitude!]);
    }
    const whole: ReferenceLayer = { ...layer, lora: {}, trained: 'weights' };
    const { weights } = referenceLayer(config, x, whole).pullBack(seed);
    expect(Object.keys(weights).toSorted()).toEqual(Object.keys(frozen).toSorted());
    const trained = Object.entries(weights).map(([name, gradient]) => [frozen[name]!, gradient] as const);
    const checked = [
      ...pairs.map((pair) => [...pair, () => lossOf(layer), 29] as const),
      ...trained.map((pair) => [...pair, () => lossOf(whole), 397] as const),
    ];
    for (const [values, gradient, loss, every] of checked) {
      for (let at = 0; at < values.data.length; at += every) {
        const value = values.data[at]!;
        values.data[at] = value + 1e-6;
        const above = loss();
        values.data[at] = value - 1e-6;
        const below = loss();
        values.data[at] = value;
        expect(gradient.data[at]).toBeCloseTo((above - below) / 2e-6, 6);
      }
    }
  },
);
