import { expect, it } from 'vitest';
import { runTraining, trainingClass } from '../src/index.ts';
import { recomputeKeepsBits } from '../src/engine/class/recompute-keeps-bits.ts';
import { tinyJob } from './support/tiny-job.ts';

it.each([
  ['an adapter', {}],
  ['every weight', { method: 'full', lora: undefined }],
] as const)(
  'trains %s to the same bits whether activations are kept or computed a second time',
  { timeout: 120_000 },
  async (_, method) => {
    const roots: string[] = [];
    for (const recompute of ['always', 'never'] as const) {
      const request = await tinyJob({ ...method, steps: 2, segmentSteps: 2 });
      roots.push((await runTraining({ ...request, recompute, threads: 1 })).traceRoot);
    }
    expect(roots[0]).toBe(roots[1]);
  },
);

it('is chosen by nobody in a class whose bits it changes', () => {
  expect(recomputeKeepsBits(trainingClass())).toBe(true);
  expect(recomputeKeepsBits('tolerance')).toBe(true);
  const precision = 'bf16' as const;
  const other = trainingClass({ name: 'openvino', libraryDir: '', precision });
  expect(recomputeKeepsBits(other)).toBe(false);
});
