import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { JobManifest } from '@cultivar/sdk/spec';
import type { TrainRequest } from '../run/train-request.ts';
import { recomputeKeepsBits } from '../engine/class/recompute-keeps-bits.ts';
import type { Recompute } from '../engine/lanes/recompute.ts';
import { estimateRun } from './estimate-run.ts';
import type { RunEstimate } from './estimate-run.ts';
import { PlanError } from './plan-error.ts';
import type { ProbeReport } from './probe-report.ts';

/** What a run takes with these settings. */
export type RunPlan = {
  threads: number;
  sequenceLength: number;
  recompute: Recompute;
  estimate: RunEstimate;
  /** Bytes of the weights alone, as they lie in memory. */
  weightBytes: number;
};

const SHORTEST = 128;

/** Tries the job in a process of its own and says what the whole of it would take. @throws PlanError */
export async function planRun(request: TrainRequest, threads: number): Promise<RunPlan> {
  const report = await probe(request, threads);
  const { sequenceLength } = request.manifest as JobManifest;
  const { recompute = 'auto' } = request;
  const estimate = estimateRun(report, threads, recompute);
  return { threads, sequenceLength, recompute, estimate, weightBytes: report.shape.weightBytes };
}

/**
 * Settings with which a job that does not fit would: values computed a second time where nobody chose, then fewer
 * threads, both of which change nothing but the time, then shorter sequences.
 *
 * @returns undefined when not even the smallest fit.
 */
export async function fittingPlan(
  request: TrainRequest,
  { threads, sequenceLength, recompute: chosen, estimate, weightBytes }: RunPlan,
  limitBytes: number,
): Promise<RunPlan | undefined> {
  if (weightBytes > limitBytes) return undefined;
  const manifest = request.manifest as JobManifest;
  const mayChoose = chosen === 'auto' && recomputeKeepsBits(manifest.class);
  const recompute = mayChoose ? 'always' : chosen;
  const candidates: [threads: number, sequenceLength: number][] = [];
  if (mayChoose && !estimate.recompute) candidates.push([threads, sequenceLength]);
  for (let fewer = threads >> 1; fewer >= 1; fewer >>= 1) candidates.push([fewer, sequenceLength]);
  for (let shorter = halved(sequenceLength); shorter >= SHORTEST; shorter = halved(shorter))
    candidates.push([1, shorter]);
  for (const [fewer, shorter] of candidates) {
    // Rows that become too long for a sequence must not end the search.
    const data = { ...manifest.data, badRows: 'skip' as const };
    const plan = await planRun(
      { ...request, recompute, manifest: { ...manifest, data, sequenceLength: shorter } },
      fewer,
    );
    if (plan.estimate.peakBytes <= limitBytes) return plan;
  }
  return undefined;
}

function halved(length: number): number {
  return Math.floor(length / 32) * 16;
}

async function probe(request: TrainRequest, lanes: number): Promise<ProbeReport> {
  const program = fileURLToPath(new URL('./probe-process.ts', import.meta.url));
  const child = spawn(process.execPath, ['--no-warnings', program], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify({ request, lanes }));
  const answer = await text(child.stdout);
  if (answer === '') {
    throw new PlanError('no_memory', 'the trial was killed', 'Free memory, or choose fewer --threads.');
  }
  const { report, failure } = JSON.parse(answer) as {
    report?: ProbeReport;
    failure?: { code: string; message: string; hint: string };
  };
  if (report) return report;
  throw new PlanError(failure!.code, failure!.message, failure!.hint);
}
