import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { inspectHere } from './inspect-here.ts';
import type { ExecutorReport } from './executor-report.ts';
import type { Inspection } from './inspection.ts';

const TIMEOUT_MS = 120_000;

/**
 * Finds out which executors can train on this machine: loads each, compares its gradients with the reference, names
 * its determinism class, and says which one `auto` takes. In a child process, so that a native library that crashes is
 * a finding and no more; what it was is then said of OpenVINO, and the executor that is always there goes on alone.
 */
export async function inspectExecutors({
  signal,
  ...inspection
}: Inspection & { signal?: AbortSignal } = {}): Promise<ExecutorReport> {
  const { openVinoDir, ...without } = inspection;
  if (openVinoDir === undefined) return inspectHere(without);
  const program = fileURLToPath(new URL('./inspect-process.ts', import.meta.url));
  try {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--no-warnings', program, JSON.stringify(inspection)],
      { env: {}, timeout: TIMEOUT_MS, ...(signal ? { signal } : {}) },
    );
    return JSON.parse(stdout) as ExecutorReport;
  } catch (error) {
    signal?.throwIfAborted();
    const { signal: killed, code } = error as { signal?: string; code?: number | string };
    const reason = `its check ended with ${killed ?? code ?? String(error)}`;
    const report = await inspectHere(without);
    return {
      ...report,
      findings: report.findings.map((finding) =>
        finding.state === 'absent' ? { ...finding, state: 'failed', reason } : finding,
      ),
    };
  }
}
