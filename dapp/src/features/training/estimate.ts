import type { NodeJob } from '@cultivar/sdk';
import { traceShape } from '@cultivar/sdk/spec';
import type { JobManifest } from '@cultivar/sdk/spec';

/** What a fine-tune will probably take, from what the node has really done. */
export type Estimate = {
  /** The most tokens that are trained on: full sequences at every step. */
  tokens: number;
  /** Leaves of the trace. */
  leaves: number;
  secondsLow: number | undefined;
  secondsHigh: number | undefined;
  /** Runs that the estimate rests on. */
  runs: number;
};

/** A sequence is rarely full to the last token. */
const LEAST_FULL = 0.55;

/** Tokens, time and trace of a manifest, at the speeds at which the node has trained before. */
export function estimate(
  manifest: Pick<
    JobManifest,
    'steps' | 'accumulation' | 'batchSize' | 'sequenceLength' | 'segmentSteps' | 'packing'
  > & { data: Pick<JobManifest['data'], 'heldOutRows'> },
  jobs: readonly NodeJob[],
): Estimate {
  const steps = manifest.steps ?? 0;
  const tokens = steps * manifest.accumulation * manifest.batchSize * manifest.sequenceLength;
  const speeds = jobs
    .map((job) => job.progress?.tokensPerSecond)
    .filter((speed): speed is number => speed !== undefined && speed > 0)
    .sort((a, b) => a - b);
  const slowest = speeds[0];
  const fastest = speeds.at(-1);
  return {
    tokens,
    leaves: traceShape(manifest, steps).segments,
    secondsLow:
      fastest === undefined ? undefined : (tokens * (manifest.packing ? LEAST_FULL : 0.2)) / fastest,
    secondsHigh: slowest === undefined ? undefined : tokens / slowest,
    runs: speeds.length,
  };
}
