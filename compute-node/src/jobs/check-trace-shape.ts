import { traceShape } from '@cultivar/sdk/spec';
import type { JobManifest } from '@cultivar/sdk/spec';
import type { JobTerms } from '../chain/job-terms.ts';
import { JobRefusedError } from './job-refused-error.ts';

/**
 * Whether the request names the trace that the manifest makes. A trace of another length has no path that the contracts
 * take: the node could answer no challenge, and would lose its bond to the first.
 *
 * @param steps Optimiser steps of the run.
 * @throws JobRefusedError
 */
export function checkTraceShape(spec: JobManifest, steps: number, { work }: JobTerms): void {
  const { segments, longestSegment } = traceShape(spec, steps);
  if (work.segments !== segments || work.longestSegment !== longestSegment) {
    throw new JobRefusedError(
      'trace-differs',
      `${steps} steps make a trace of ${segments} leaves, the longest segment ${longestSegment} steps; the request names ${work.segments} and ${work.longestSegment}`,
    );
  }
}
