import type { JobManifest } from './manifest/job.ts';

/** How long a run's trace is, as a request states it. */
export type TraceShape = {
  /** Leaves: the inputs, one a segment, the evaluation where rows are held out, the export. */
  segments: number;
  /** Optimiser steps of the longest segment. */
  longestSegment: number;
};

/**
 * The trace of a run. The leaves are: 0 the inputs; one for every `segmentSteps` optimiser steps, the last perhaps
 * shorter; the held-out evaluation where rows are held out; the export. A run that ends early has as many: the segments
 * that it need not do are leaves of the state at which it ended.
 *
 * @param steps Optimiser steps of the run; only the trainer knows them where the manifest asks for epochs.
 */
export function traceShape(
  manifest: Pick<JobManifest, 'segmentSteps'> & { data: Pick<JobManifest['data'], 'heldOutRows'> },
  steps: number,
): TraceShape {
  const evaluation = manifest.data.heldOutRows > 0 ? 1 : 0;
  return {
    segments: 1 + Math.ceil(steps / manifest.segmentSteps) + evaluation + 1,
    longestSegment: Math.min(steps, manifest.segmentSteps),
  };
}
