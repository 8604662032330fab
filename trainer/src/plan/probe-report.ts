import type { StepShape } from './step-shape.ts';
import type { SequenceSeconds } from './time-trial.ts';

/**
 * What a short trial of a job showed, on models of the same shape cut down to a few layers. Seconds are of work: a
 * processor's, whatever else the machine did.
 */
export type ProbeReport = {
  /** Layers of the deeper trial. */
  layers: number;
  /** Peak resident memory of the process with so many layers. */
  peakBytes: number;
  /** Seconds by the clock until the first sequence could be computed, with so many layers. */
  loadSeconds: number;
  /** Of a sequence of the run, with few layers and with more. */
  sequenceSeconds: [few: AtDepth, more: AtDepth];
  /** Of what ends an optimiser step: the norm of its gradient, AdamW, the trace. */
  updateSeconds: number;
  /** Seconds by the clock for each that the work would have taken on an idle machine. */
  stretch: number;
  /** What the run would do. */
  steps: number;
  step: StepShape;
  /** Times that each of them is read before its gradient, forward alone. */
  readsBefore: number;
  /** Bytes of a teacher's weights as they lie in memory; the trial goes without it. */
  teacherBytes: number;
  evaluations: number;
  /** The held-out sequences as one step; absent where there are none. */
  heldOut?: StepShape | undefined;
  /** Tokens that a step learns from, without padding. */
  tokensAStep: number;
  shape: ModelShape;
};

/** Seconds that a sequence takes in a model of so many layers. */
export type AtDepth = SequenceSeconds & { layers: number };

/** What of a model's shape its memory grows with. */
export type ModelShape = {
  layers: number;
  /** Bytes of one layer's weights as they lie in memory. */
  layerBytes: number;
  /** Bytes of all weights as they lie in memory. */
  weightBytes: number;
  /** Trained values, in one layer and in all. */
  layerParameters: number;
  parameters: number;
  /** Copies of the trained values that each lane holds. */
  laneCopies: number;
  /** Bytes that one layer's input takes, for one sequence. */
  inputBytes: number;
  /** Bytes that one layer would keep for its backward half, for one sequence. */
  savedBytes: number;
};
