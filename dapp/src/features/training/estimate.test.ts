import type { NodeJob } from '@cultivar/sdk';
import { expect, it } from 'vitest';
import { estimate } from './estimate.ts';

const manifest = {
  steps: 45,
  accumulation: 2,
  batchSize: 1,
  sequenceLength: 256,
  segmentSteps: 10,
  packing: true,
  data: { heldOutRows: 4 },
};
const job = (tokensPerSecond: number) => ({ progress: { step: 1, steps: 2, tokensPerSecond } }) as NodeJob;

it('counts tokens and leaves from the manifest alone', () => {
  expect(estimate(manifest, [])).toMatchObject({ tokens: 23_040, leaves: 1 + 5 + 1 + 1, runs: 0 });
});

it('promises no time without a run to go by', () => {
  expect(estimate(manifest, []).secondsHigh).toBeUndefined();
});

it('goes by the slowest run for the longest time', () => {
  const { secondsLow, secondsHigh, runs } = estimate(manifest, [job(100), job(400)]);
  expect(secondsHigh).toBeCloseTo(230.4);
  expect(secondsLow).toBeLessThan(secondsHigh!);
  expect(runs).toBe(2);
});
