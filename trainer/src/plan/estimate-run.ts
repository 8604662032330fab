import { recomputes } from '../engine/lanes/recompute.ts';
import type { Recompute } from '../engine/lanes/recompute.ts';
import type { AtDepth, ProbeReport } from './probe-report.ts';
import type { SequenceSeconds } from './time-trial.ts';

/** What a run will take. */
export type RunEstimate = {
  peakBytes: number;
  /** By the clock, where the machine does nothing else. */
  seconds: number;
  /** Of all processors together: this is not changed by what else the machine does. */
  busySeconds: number;
  /** By how much the machine, as it was during the trial, made work take longer. */
  stretch: number;
  loadSeconds: number;
  stepSeconds: number;
  steps: number;
  tokensPerSecond: number;
  /** The backward half computes what it needs a second time rather than keep it. */
  recompute: boolean;
};

const FLOAT_BYTES = 4;
/** Parameters, two moments, the summed gradient, a copy when it is written out. */
const COPIES = 5;
/** Of these the trial holds its parameters and its gradient. */
const COPIES_IN_PROBE = 2;

/**
 * What a run takes, from trials on a few of its layers. Time grows by the same amount with each layer, and
 * by the clock as steps spread over lanes. Memory is that of the deeper trial and the optimiser's, and for each further
 * layer its weights, copies of what is trained, and for each lane the layer's input and what it keeps for the backward
 * half.
 *
 * @param lanes Sequences computed at the same time.
 * @param choice As in the trial.
 */
export function estimateRun(probe: ProbeReport, lanes: number, choice: Recompute = 'auto'): RunEstimate {
  const { shape } = probe;
  // A lane that never has a sequence of a step takes no memory for its gradient.
  const busyLanes = Math.min(lanes, Math.ceil(probe.step.sequences));
  const further = shape.layers - probe.layers;
  const recomputesAt = (layers: number) => recomputes(choice, layers * shape.savedBytes);
  const recompute = recomputesAt(shape.layers);
  const keptBytes = (layers: number) => (recomputesAt(layers) ? 0 : layers * shape.savedBytes);
  const copies = COPIES_IN_PROBE + shape.laneCopies * busyLanes;
  const layerBytes =
    shape.layerBytes + copies * FLOAT_BYTES * shape.layerParameters + busyLanes * shape.inputBytes;
  const moreBytes =
    (COPIES - COPIES_IN_PROBE) * FLOAT_BYTES * shape.parameters +
    further * layerBytes +
    busyLanes * (keptBytes(shape.layers) - keptBytes(probe.layers));
  // Computing a second time costs another forward half.
  const seconds = probe.sequenceSeconds.map(({ layers, loss, gradient }) => ({
    ...{ layers, loss },
    gradient: gradient + (recompute && !recomputesAt(layers) ? loss : 0),
  }));
  const [few, more] = seconds as [AtDepth, AtDepth];
  const atDepth = (part: keyof SequenceSeconds) => {
    const aLayer = Math.max(0, more[part] - few[part]) / Math.max(1, more.layers - few.layers);
    return more[part] + (shape.layers - more.layers) * aLayer;
  };
  const lossSeconds = atDepth('loss');
  const gradientSeconds = atDepth('gradient');
  const { step, heldOut } = probe;
  const stepWork = step.sequences * (gradientSeconds + probe.readsBefore * lossSeconds);
  const stepSeconds = step.share * stepWork + probe.updateSeconds;
  const evaluationWork = (heldOut?.sequences ?? 0) * lossSeconds;
  const evaluationSeconds = (heldOut?.share ?? 0) * evaluationWork;
  return {
    peakBytes: probe.peakBytes + moreBytes + probe.teacherBytes,
    seconds: probe.steps * stepSeconds + probe.evaluations * evaluationSeconds,
    busySeconds: probe.steps * (stepWork + probe.updateSeconds) + probe.evaluations * evaluationWork,
    stretch: probe.stretch,
    loadSeconds: probe.loadSeconds,
    stepSeconds,
    steps: probe.steps,
    tokensPerSecond: probe.tokensAStep / stepSeconds,
    recompute,
  };
}
