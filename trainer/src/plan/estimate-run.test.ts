import { describe, expect, it } from 'vitest';
import { estimateRun } from './estimate-run.ts';
import type { AtDepth, ProbeReport } from './probe-report.ts';

const MiB = 1 << 20;
const PROBE: ProbeReport = {
  ...{ layers: 1, peakBytes: 1_000 * MiB },
  ...{ loadSeconds: 2, steps: 10, evaluations: 2, tokensAStep: 800, updateSeconds: 0.5, stretch: 1.5 },
  ...{ step: { sequences: 4, tokens: 200, share: 1 }, heldOut: { sequences: 5, tokens: 200, share: 1 } },
  ...{ readsBefore: 0, teacherBytes: 0 },
  sequenceSeconds: [
    { layers: 1, loss: 0.5, gradient: 1 },
    { layers: 3, loss: 0.7, gradient: 1.6 },
  ],
  shape: {
    ...{ layers: 11, layerBytes: 14 * MiB, weightBytes: 500 * MiB, layerParameters: MiB / 4 },
    ...{ parameters: (11 * MiB) / 4, laneCopies: 2 },
    ...{ inputBytes: MiB, savedBytes: 20 * MiB },
  },
};

describe('estimateRun', () => {
  it('adds for each further layer what it takes in time', () => {
    const { stepSeconds, seconds, busySeconds, tokensPerSecond } = estimateRun(PROBE, 1);
    expect(stepSeconds).toBeCloseTo(4 * (1 + 10 * 0.3) + 0.5);
    expect(seconds).toBeCloseTo(10 * 16.5 + 2 * 5 * (0.5 + 10 * 0.1));
    expect(busySeconds).toBeCloseTo(seconds);
    expect(tokensPerSecond).toBeCloseTo(800 / 16.5);
  });

  it('takes less memory and more time where values are computed a second time by choice', () => {
    const [kept, computed] = (['never', 'always'] as const).map((choice) => estimateRun(PROBE, 2, choice));
    expect(kept!.peakBytes - computed!.peakBytes).toBe(2 * 10 * 20 * MiB);
    expect([kept!.recompute, computed!.recompute]).toEqual([false, true]);
    const deep = { ...PROBE, shape: { ...PROBE.shape, savedBytes: 60 * MiB } };
    expect(estimateRun(deep, 2)).toEqual({ ...estimateRun(deep, 2, 'auto'), recompute: true });
  });

  it('takes what was tried for a model that is no deeper', () => {
    const shape = { ...PROBE.shape, layers: 3 };
    expect(estimateRun({ ...PROBE, shape }, 1).stepSeconds).toBeCloseTo(4 * 1.6 + 0.5);
    const one = PROBE.sequenceSeconds[0];
    const flat = {
      ...PROBE,
      shape: { ...shape, layers: 1 },
      sequenceSeconds: [one, one] as [AtDepth, AtDepth],
    };
    expect(estimateRun(flat, 1).stepSeconds).toBeCloseTo(4 * 1 + 0.5);
  });

  it('divides time by the clock, not work, as sequences spread over lanes', () => {
    const step = { ...PROBE.step, share: 3 / 4 };
    const { stepSeconds, seconds, busySeconds } = estimateRun({ ...PROBE, step, evaluations: 0 }, 2);
    expect(stepSeconds).toBeCloseTo(16 * (3 / 4) + 0.5);
    expect(seconds).toBeCloseTo(10 * 12.5);
    expect(busySeconds).toBeCloseTo(10 * 16.5);
  });

  it('measures nothing where no rows are held out', () => {
    const none = { ...PROBE, heldOut: undefined };
    expect(estimateRun(none, 1).seconds).toBeCloseTo(10 * 16.5);
  });

  it('adds for each further layer weights, copies of the adapter and what each lane keeps', () => {
    const one = estimateRun(PROBE, 1).peakBytes;
    // Two moments and a copy to write, of 11; weights 14, four copies of 1, an input of 1, kept 20.
    expect(one / MiB).toBeCloseTo(1_000 + 3 * 11 + 10 * (14 + 4 + 1 + 20));
    expect((estimateRun(PROBE, 2).peakBytes - one) / MiB).toBeCloseTo(10 * (2 + 1 + 20));
  });

  it('adds nothing for a lane that no step reaches', () => {
    const step = { ...PROBE.step, sequences: 1 };
    expect(estimateRun({ ...PROBE, step }, 8).peakBytes).toBe(estimateRun(PROBE, 1).peakBytes);
  });

  it('adds nothing for layers that were tried', () => {
    expect(estimateRun({ ...PROBE, layers: 11 }, 1).peakBytes / MiB).toBeCloseTo(1_000 + 3 * 11);
  });

  it('counts the passes that come before a gradient', () => {
    const { stepSeconds } = estimateRun({ ...PROBE, readsBefore: 2 }, 1);
    expect(stepSeconds).toBeCloseTo(4 * (1 + 10 * 0.3 + 2 * (0.5 + 10 * 0.1)) + 0.5);
  });

  it('adds the weights of a teacher once, however many lanes', () => {
    for (const lanes of [1, 2]) {
      const taught = estimateRun({ ...PROBE, teacherBytes: 300 * MiB }, lanes).peakBytes;
      expect((taught - estimateRun(PROBE, lanes).peakBytes) / MiB).toBeCloseTo(300);
    }
  });

  it('knows when too much would be kept: less memory, more time', () => {
    const long = { ...PROBE, shape: { ...PROBE.shape, savedBytes: 60 * MiB } };
    const { recompute, peakBytes, stepSeconds } = estimateRun(long, 1);
    expect(recompute).toBe(true);
    expect(peakBytes / MiB).toBeCloseTo(1_000 - 60 + 3 * 11 + 10 * (14 + 4 + 1));
    expect(stepSeconds).toBeCloseTo(4 * (1 + 10 * 0.3 + 0.5 + 10 * 0.1) + 0.5);
    expect(estimateRun(PROBE, 1).recompute).toBe(false);
  });

  it('does not count twice what a trial computed a second time', () => {
    const shape = { ...PROBE.shape, savedBytes: 600 * MiB };
    const { peakBytes, stepSeconds } = estimateRun({ ...PROBE, shape }, 1);
    expect(peakBytes / MiB).toBeCloseTo(1_000 + 3 * 11 + 10 * (14 + 4 + 1));
    expect(stepSeconds).toBeCloseTo(4 * (1 + 10 * 0.3) + 0.5);
  });
});
