/** What a short trial of a job showed: on a model of the same shape cut down to one layer, and to three. */
export type ProbeReport = {
  /** Peak resident memory of the process with one layer. */
  peakBytes: number;
  /** Seconds until the first sequence could be computed, with one layer. */
  loadSeconds: number;
  /** Seconds a sequence takes, with one layer and with three, forward alone and with its gradient. */
  lossSeconds: [one: number, three: number];
  gradientSeconds: [one: number, three: number];
  /** What the run would do. */
  steps: number;
  sequencesAStep: number;
  /** Times that each of them is read before its gradient, forward alone. */
  readsBefore: number;
  /** Bytes of a teacher's weights as they lie in memory; the trial goes without it. */
  teacherBytes: number;
  heldOutSequences: number;
  evaluations: number;
  tokensAStep: number;
  shape: ModelShape;
};

/** What of a model's shape its memory grows with. */
export type ModelShape = {
  layers: number;
  /** Bytes of one layer's weights as they lie in memory. */
  layerBytes: number;
  /** Bytes of all weights as they lie in memory. */
  weightBytes: number;
  /** Trained values in one layer. */
  layerParameters: number;
  /** Bytes that one layer's input takes, for one sequence. */
  inputBytes: number;
  /** Bytes that one layer would keep for its backward half, for one sequence. */
  savedBytes: number;
};
