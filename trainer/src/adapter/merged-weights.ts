import type { WeightSource } from '../model/base-model.ts';
import type { LoraAdapter } from './lora-adapter.ts';

/**
 * A base model's weights with an adapter worked into them, each computed when it is read: `W + scale · B·A`, and with
 * DoRA (Liu et al. 2024) every row of that brought to the length its magnitude says. Sums are in double precision and
 * rounded once.
 *
 * @param scale The factor on B·A, as `loraLayout` gives it.
 */
export function mergedWeights(base: WeightSource, adapter: LoraAdapter, scale: number): WeightSource {
  const part = (weight: string, name: string) =>
    adapter.tensors.get(`base_model.model.${weight.replace(/\.weight$/, '')}.${name}`)?.data;
  return {
    names: () => base.names(),
    shape: (name) => base.shape(name),
    async read(name) {
      const values = await base.read(name);
      const [a, b] = [part(name, 'lora_A.weight'), part(name, 'lora_B.weight')];
      if (a && b) addProduct(values, { a, b, rank: adapter.rank, scale, magnitude: part(name, MAGNITUDE) });
      return values;
    },
  };
}

const MAGNITUDE = 'lora_magnitude_vector';

type Change = {
  a: Float32Array;
  b: Float32Array;
  rank: number;
  scale: number;
  magnitude?: Float32Array | undefined;
};

function addProduct(weight: Float32Array, { a, b, rank, scale, magnitude }: Change): void {
  const columns = a.length / rank;
  const sums = new Float64Array(columns);
  for (let row = 0; row * columns < weight.length; row++) {
    const values = weight.subarray(row * columns, (row + 1) * columns);
    sums.fill(0);
    for (let k = 0; k < rank; k++) {
      const factor = b[row * rank + k]!;
      if (factor === 0) continue;
      const other = k * columns;
      for (let i = 0; i < columns; i++) sums[i]! += factor * a[other + i]!;
    }
    for (let i = 0; i < columns; i++) sums[i] = values[i]! + scale * sums[i]!;
    const length = magnitude
      ? magnitude[row]! / Math.sqrt(sums.reduce((sum, value) => sum + value * value, 0))
      : 1;
    for (let i = 0; i < columns; i++) values[i] = length * sums[i]!;
  }
}
