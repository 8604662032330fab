import type { TrainEvent } from '@cultivar/sdk/spec';
import { describe, expect, it } from 'vitest';
import { curveData, smoothingFor } from './curve-data.ts';
import { appendEvents, EMPTY_RUN } from './run-history.ts';

const events: TrainEvent[] = [
  {
    seq: 1,
    timeMs: 10_000,
    type: 'started',
    engine: 'e',
    class: 'c',
    steps: 4,
    rows: 10,
    heldOutRows: 2,
    skippedRows: 0,
    tokens: 100,
    trainableParameters: 1,
    resumedFromStep: 0,
  },
  { seq: 2, timeMs: 11_000, type: 'eval', step: 0, heldOutLoss: 3, tokens: 50 },
  ...[1, 2].map((step): TrainEvent => ({
    seq: 2 + step,
    timeMs: 11_000 + step * 2000,
    type: 'step',
    step,
    loss: 4 - step,
    learningRate: 1e-4,
    gradNorm: 1,
    tokens: step * 256,
    tokensPerSecond: 128,
    secondsLeft: 8 - step * 2,
  })),
  { seq: 9, timeMs: 16_000, type: 'eval', step: 2, heldOutLoss: 2.5, tokens: 50 },
];
const run = appendEvents(EMPTY_RUN, events);

describe('curveData', () => {
  it('puts logged and held-out losses side by side over steps', () => {
    const data = curveData(run, 'step');
    expect(data.xs).toEqual([0, 1, 2]);
    expect(data.raw).toEqual([null, 3, 2]);
    expect(data.heldOut).toEqual([3, null, 2.5]);
    expect(data.end).toBe(4);
  });

  it('counts tokens that were trained on, not those of the evaluation', () => {
    const data = curveData(run, 'tokens');
    expect(data.xs).toEqual([0, 256, 512]);
    expect(data.end).toBe(1024);
  });

  it('counts seconds from the start and adds what is left', () => {
    const data = curveData(run, 'time');
    expect(data.xs).toEqual([1, 3, 5, 6]);
    expect(data.end).toBe(9);
  });

  it('has no end in sight once the run is over', () => {
    const over = appendEvents(run, [
      { seq: 10, timeMs: 1, type: 'finished', steps: 4, seconds: 1, tokensPerSecond: 1, peakMemoryBytes: 1 },
    ]);
    expect(curveData(over, 'step').end).toBeUndefined();
  });
});

it('smooths a long run as the mock does and a short one less', () => {
  expect(smoothingFor(900)).toBe(0.94);
  expect(smoothingFor(40)).toBeLessThan(0.9);
  expect(smoothingFor(1)).toBeGreaterThanOrEqual(0);
});
