import { describe, expect, it } from 'vitest';
import type { WeightSource } from '../model/base-model.ts';
import type { LoraAdapter } from './lora-adapter.ts';
import { mergedWeights } from './merged-weights.ts';

const NAME = 'model.layers.0.self_attn.q_proj.weight';
const MODULE = 'base_model.model.model.layers.0.self_attn.q_proj';
const OTHER = 'model.layers.0.self_attn.k_proj.weight';

const base: WeightSource = {
  names: () => [NAME, OTHER],
  shape: () => [2, 3],
  read: async () => Float32Array.of(1, 2, 3, 4, 5, 6),
};

function adapter(more: Record<string, { shape: number[]; data: Float32Array }> = {}): LoraAdapter {
  return {
    ...{ rank: 2, alpha: 1, targets: ['q_proj'] },
    tensors: new Map([
      [`${MODULE}.lora_A.weight`, { shape: [2, 3], data: Float32Array.of(1, 0, 2, 0, 1, 0) }],
      [`${MODULE}.lora_B.weight`, { shape: [2, 2], data: Float32Array.of(2, 4, 0, -2) }],
      ...Object.entries(more),
    ]),
  };
}

describe('merged weights', () => {
  it('are the base plus half of B times A at a scale of one half', async () => {
    expect([...(await mergedWeights(base, adapter(), 0.5).read(NAME))]).toEqual([2, 4, 5, 4, 4, 6]);
  });

  it('are the base where the adapter changes nothing', async () => {
    expect([...(await mergedWeights(base, adapter(), 0.5).read(OTHER))]).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('have rows as long as their magnitudes say', async () => {
    const magnitude = { shape: [2], data: Float32Array.of(10, 0.5) };
    const dora = adapter({ [`${MODULE}.lora_magnitude_vector`]: magnitude });
    const values = await mergedWeights(base, dora, 0.5).read(NAME);
    const rows = [values.subarray(0, 3), values.subarray(3)];
    expect(rows.map((row) => Math.hypot(...row))).toEqual([expect.closeTo(10, 5), expect.closeTo(0.5, 5)]);
    expect(rows[0]![1]! / rows[0]![0]!).toBeCloseTo(2, 5);
  });
});
