import { describe, expect, it } from 'vitest';
import { TINY_CONFIG } from '../../../test/support/tiny-config.ts';
import { loraLayout } from '../decoder/lora-layout.ts';
import { adamwStep, initMoments } from './adamw.ts';
import { globalNorm } from './global-norm.ts';
import { initialParameters } from './initial-parameters.ts';
import { learningRate } from './learning-rate.ts';

const OPTIONS = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 };

describe('AdamW', () => {
  it('moves each value by the learning rate against the sign of its gradient in the first step', () => {
    const parameters = Float32Array.of(1, 1, 1);
    adamwStep(parameters, Float32Array.of(5, -0.01, 0), initMoments(3), OPTIONS, 0.1, 1, 1);
    expect(parameters[0]).toBeCloseTo(0.9, 6);
    expect(parameters[1]).toBeCloseTo(1.1, 6);
    expect(parameters[2]).toBe(1);
  });

  it('follows the published recurrence over several steps', () => {
    const parameters = Float32Array.of(0.5);
    const moments = initMoments(1);
    let [p, m, v] = [0.5, 0, 0];
    for (let step = 1; step <= 7; step++) {
      const g = Math.sin(step);
      adamwStep(parameters, Float32Array.of(g), moments, { ...OPTIONS, weightDecay: 0.1 }, 0.01, step, 1);
      m = 0.9 * m + 0.1 * g;
      v = 0.999 * v + 0.001 * g * g;
      p -= 0.01 * 0.1 * p + (0.01 * (m / (1 - 0.9 ** step))) / (Math.sqrt(v / (1 - 0.999 ** step)) + 1e-8);
    }
    expect(parameters[0]).toBeCloseTo(p, 5);
  });

  it('decays weights by the rate alone, not through the moments', () => {
    const parameters = Float32Array.of(2);
    const moments = initMoments(1);
    adamwStep(parameters, Float32Array.of(0), moments, { ...OPTIONS, weightDecay: 0.5 }, 0.1, 1, 1);
    expect(parameters[0]).toBeCloseTo(1.9, 6);
    expect(moments.first[0]).toBe(0);
  });

  it('sees the gradient as clipping left it', () => {
    const moments = initMoments(1);
    adamwStep(Float32Array.of(0), Float32Array.of(4), moments, OPTIONS, 0.1, 1, 0.25);
    expect(moments.first[0]).toBeCloseTo(0.1, 6);
  });
});

describe('the global norm', () => {
  it('is the Euclidean length', () => expect(globalNorm(Float32Array.of(3, 0, -4))).toBe(5));
});

describe('the learning rate', () => {
  it('warms up linearly to its peak', () => {
    const rates = [1, 2, 3, 4].map((step) =>
      learningRate({ name: 'constant', warmupSteps: 4 }, 0.4, step, 9),
    );
    expect(rates).toEqual([0.1, 0.2, 0.30000000000000004, 0.4]);
  });

  it('stays when it is constant', () => {
    expect(learningRate({ name: 'constant', warmupSteps: 0 }, 0.4, 9, 9)).toBe(0.4);
  });

  it('falls linearly, and would be zero after the last step', () => {
    expect([1, 3, 4].map((step) => learningRate({ name: 'linear', warmupSteps: 0 }, 1, step, 4))).toEqual([
      1, 0.5, 0.25,
    ]);
  });

  it('falls as half a cosine', () => {
    const schedule = { name: 'cosine', warmupSteps: 2 } as const;
    expect(learningRate(schedule, 1, 3, 10)).toBe(1);
    expect(learningRate(schedule, 1, 7, 10)).toBe(0.5);
    expect(learningRate(schedule, 1, 9, 10)).toBeCloseTo(0.5 + Math.cos((Math.PI * 6) / 8) / 2, 15);
  });
});

describe('initial parameters', () => {
  const layout = loraLayout(TINY_CONFIG, { rank: 4, alpha: 8, targets: ['v_proj', 'q_proj'] });

  it('fill A within ±1/sqrt(in) and leave B zero', () => {
    const parameters = initialParameters(layout, 7);
    for (const { matrix, offset, length, shape } of layout.slots) {
      const largest = Math.max(...parameters.subarray(offset, offset + length).map(Math.abs));
      expect(largest).toBeLessThanOrEqual(matrix === 'B' ? 0 : 1 / Math.sqrt(shape[1]!));
    }
    expect(new Set(parameters).size).toBeGreaterThan(parameters.length / 4);
  });

  it('are the same for a seed and differ between seeds', () => {
    expect(initialParameters(layout, 7)).toEqual(initialParameters(layout, 7));
    expect(initialParameters(layout, 7)).not.toEqual(initialParameters(layout, 8));
  });

  it('stand in the order of layers and projections, whatever the order of the targets', () => {
    expect(layout.slots.slice(0, 4).map(({ module, matrix }) => `${module}.${matrix}`)).toEqual([
      'q_proj.A',
      'q_proj.B',
      'v_proj.A',
      'v_proj.B',
    ]);
  });
});
