import type { TrainEvent } from '@cultivar/sdk/spec';
import { describe, expect, it } from 'vitest';
import { appendEvents, EMPTY_RUN } from './run-history.ts';

const step = (seq: number, at: number, loss = 2): TrainEvent => ({
  seq,
  timeMs: seq * 1000,
  type: 'step',
  step: at,
  loss,
  learningRate: 1e-4,
  gradNorm: 1,
  tokens: at * 256,
  tokensPerSecond: 300,
  secondsLeft: 9,
});
const started = (seq: number, resumedFromStep: number): TrainEvent => ({
  seq,
  timeMs: seq * 1000,
  type: 'started',
  engine: 'e',
  class: 'tolerance',
  steps: 10,
  rows: 100,
  heldOutRows: 10,
  skippedRows: 0,
  tokens: 1000,
  trainableParameters: 5,
  resumedFromStep,
});

describe('appendEvents', () => {
  it('keeps every step in order', () => {
    const run = appendEvents(EMPTY_RUN, [started(1, 0), step(2, 1), step(3, 2, 9.5)]);
    expect(run.steps.map((s) => [s.step, s.loss])).toEqual([
      [1, 2],
      [2, 9.5],
    ]);
    expect(run.lastSeq).toBe(3);
  });

  it('skips what a reconnect says again', () => {
    const run = appendEvents(EMPTY_RUN, [started(1, 0), step(2, 1)]);
    expect(appendEvents(run, [started(1, 0), step(2, 1)])).toBe(run);
    expect(appendEvents(run, [step(2, 1), step(3, 2)]).steps).toHaveLength(2);
  });

  it('goes back to the checkpoint a resumed run went on from', () => {
    const before = appendEvents(EMPTY_RUN, [started(1, 0), step(2, 1), step(3, 2), step(4, 3, 7)]);
    const after = appendEvents(before, [started(5, 1), step(6, 2, 5)]);
    expect(after.steps.map((s) => [s.step, s.loss])).toEqual([
      [1, 2],
      [2, 5],
    ]);
    expect(after.events).toHaveLength(6);
  });

  it('keeps two leaves of one step apart', () => {
    const leaf = (seq: number, n: number): TrainEvent => ({
      seq,
      timeMs: 0,
      type: 'checkpoint',
      step: 4,
      leaf: n,
      leafHash: `0x${'0'.repeat(63)}${n}`,
    });
    const run = appendEvents(EMPTY_RUN, [leaf(1, 3), leaf(2, 4), leaf(3, 4)]);
    expect(run.checkpoints.map((c) => c.leaf)).toEqual([3, 4]);
  });

  it('does not change the history it was given', () => {
    const run = appendEvents(EMPTY_RUN, [step(1, 1)]);
    appendEvents(run, [step(2, 2)]);
    expect(run.steps).toHaveLength(1);
  });
});
