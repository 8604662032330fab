import { describe, expect, it } from 'vitest';
import { estimateRun } from './estimate-run.ts';
import type { ProbeReport } from './probe-report.ts';

const MiB = 1 << 20;
const PROBE: ProbeReport = {
  peakBytes: 1_000 * MiB,
  ...{ loadSeconds: 2, steps: 10, sequencesAStep: 4, heldOutSequences: 5, evaluations: 2, tokensAStep: 800 },
  ...{ readsBefore: 0, teacherBytes: 0 },
  lossSeconds: [0.5, 0.7],
  gradientSeconds: [1, 1.6],
  shape: {
    ...{ layers: 11, layerBytes: 14 * MiB, weightBytes: 500 * MiB, layerParameters: MiB / 4 },
    ...{ inputBytes: MiB, savedBytes: 20 * MiB },
  },
};

describe('estimateRun', () => {
  it('adds for each further layer what it takes in time', () => {
    const { stepSeconds, seconds, tokensPerSecond } = estimateRun(PROBE, 1);
    expect(stepSeconds).toBeCloseTo(4 * (1 + 10 * 0.3));
    expect(seconds).toBeCloseTo(10 * 16 + 2 * 5 * (0.5 + 10 * 0.1));
    expect(tokensPerSecond).toBeCloseTo(50);
  });

  it('adds for each further layer weights, copies of the adapter and what each lane keeps', () => {
    const one = estimateRun(PROBE, 1).peakBytes;
    // Weights 14, seven copies of 1, an input of 1, kept 20; the trial lacks four copies of its one layer.
    expect(one / MiB).toBeCloseTo(1_000 + 4 + 10 * (14 + 7 + 1 + 20));
    expect((estimateRun(PROBE, 2).peakBytes - one) / MiB).toBeCloseTo(10 * (2 + 1 + 20));
  });

  it('counts the passes that come before a gradient', () => {
    const { stepSeconds } = estimateRun({ ...PROBE, readsBefore: 2 }, 1);
    expect(stepSeconds).toBeCloseTo(4 * (1 + 10 * 0.3 + 2 * (0.5 + 10 * 0.1)));
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
    expect(peakBytes / MiB).toBeCloseTo(1_000 - 60 + 4 + 10 * (14 + 7 + 1));
    expect(stepSeconds).toBeCloseTo(4 * (1 + 10 * 0.3 + 0.5 + 10 * 0.1));
    expect(estimateRun(PROBE, 1).recompute).toBe(false);
  });
});
