import type { ProbeReport } from './probe-report.ts';

/** What a run will take. */
export type RunEstimate = {
  peakBytes: number;
  seconds: number;
  loadSeconds: number;
  stepSeconds: number;
  steps: number;
  tokensPerSecond: number;
  /** The backward half computes what it needs a second time, since keeping it would take too much. */
  recompute: boolean;
};

/** Above this, a sequence's kept values are computed a second time (`SAVED_BYTES_LIMIT` of the engine). */
const SAVED_BYTES_LIMIT = 512 * 1024 ** 2;
const FLOAT_BYTES = 4;
/** Parameters, two moments, the summed gradient, a copy when it is written out; and what waits in each lane. */
const COPIES = 5;
const COPIES_A_LANE = 2;
/** Of these the trial of one layer holds its parameters, and what waits in each lane. */
const COPIES_IN_PROBE = 1;

/**
 * What a run takes, from a trial on one and on three of its layers. Time grows by the same amount with each layer.
 * Memory is that of the trial, and for each further layer its weights, the adapter's copies, and for each lane the
 * layer's input and what it keeps for the backward half.
 *
 * @param lanes Sequences computed at the same time.
 */
export function estimateRun(probe: ProbeReport, lanes: number): RunEstimate {
  const { shape } = probe;
  const further = shape.layers - 1;
  const recompute = shape.layers * shape.savedBytes > SAVED_BYTES_LIMIT;
  const copies = FLOAT_BYTES * shape.layerParameters;
  const kept = recompute ? 0 : shape.savedBytes;
  const layerBytes =
    shape.layerBytes + copies * (COPIES + COPIES_A_LANE * lanes) + lanes * (shape.inputBytes + kept);
  const inProbe = lanes * (shape.savedBytes - kept) - copies * (COPIES - COPIES_IN_PROBE);
  const atDepth = ([one, three]: [number, number]) => one + (further * Math.max(0, three - one)) / 2;
  const lossSeconds = atDepth(probe.lossSeconds);
  // Computing a second time costs another forward half.
  const sequenceSeconds = atDepth(probe.gradientSeconds) + (recompute ? lossSeconds : 0);
  const stepSeconds = probe.sequencesAStep * (sequenceSeconds + probe.readsBefore * lossSeconds);
  const evaluationSeconds = probe.evaluations * probe.heldOutSequences * lossSeconds;
  return {
    peakBytes: probe.peakBytes - inProbe + further * layerBytes + probe.teacherBytes,
    seconds: probe.steps * stepSeconds + evaluationSeconds,
    loadSeconds: probe.loadSeconds,
    stepSeconds,
    steps: probe.steps,
    tokensPerSecond: probe.tokensAStep / stepSeconds,
    recompute,
  };
}
