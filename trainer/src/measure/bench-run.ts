import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { PlanError } from '../plan/plan-error.ts';
import type { TrainRequest } from '../run/train-request.ts';

/** What a short run took on this machine. */
export type BenchReport = {
  steps: number;
  /** Tokens trained on. */
  tokens: number;
  /** Of the steps after the first, the middle one. */
  tokensPerSecond: number;
  /** Seconds from the process's start to the end of the first step. */
  firstStepSeconds: number;
  /** Most memory that the process held. */
  peakBytes: number;
};

/**
 * Trains in a process of its own, in a folder that is gone afterwards, and says how fast it was.
 *
 * @throws PlanError when the run was refused or killed.
 */
export async function benchRun(request: TrainRequest, signal?: AbortSignal): Promise<BenchReport> {
  const outDir = await mkdtemp(join(tmpdir(), 'cultivar-bench-'));
  try {
    const program = fileURLToPath(new URL('./bench-process.ts', import.meta.url));
    const child = spawn(process.execPath, ['--no-warnings', program], {
      stdio: ['pipe', 'pipe', 'inherit'],
      ...(signal ? { signal } : {}),
    });
    // A child that is ended by the signal says so by its error; whoever called knows why.
    child.once('error', () => undefined);
    child.stdin.end(JSON.stringify({ ...request, outDir }));
    const answer = await text(child.stdout);
    signal?.throwIfAborted();
    if (answer === '')
      throw new PlanError('no_memory', 'the run was killed', 'Free memory, or choose fewer --threads.');
    const { report, failure } = JSON.parse(answer) as {
      report?: BenchReport;
      failure?: { code: string; message: string; hint: string };
    };
    if (report) return report;
    throw new PlanError(failure!.code, failure!.message, failure!.hint);
  } finally {
    await rm(outDir, { recursive: true, force: true });
  }
}
