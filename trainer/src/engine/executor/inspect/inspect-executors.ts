import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { inspectHere } from './inspect-here.ts';
import type { ExecutorReport } from './executor-report.ts';

const TIMEOUT_MS = 120_000;

/**
 * Finds out which executors can train on this machine: loads each, compares its gradients with the reference, names
 * its determinism class, and says which one `auto` takes. In a child process, so that a native library that crashes is
 * a finding and no more; what it was is then said of OpenVINO, and the executor that is always there goes on alone.
 *
 * @param options.openVinoDir Folder of OpenVINO's libraries, from `fetchOpenVino`; absent: there are none.
 * @param options.cacheDir Remembers what has passed, by graphs, library and CPU.
 */
export async function inspectExecutors(
  options: { openVinoDir?: string | undefined; cacheDir?: string | undefined; signal?: AbortSignal } = {},
): Promise<ExecutorReport> {
  const { signal, openVinoDir, cacheDir } = options;
  if (openVinoDir === undefined) return inspectHere({ cacheDir });
  const program = fileURLToPath(new URL('./inspect-process.ts', import.meta.url));
  try {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--no-warnings', program, JSON.stringify({ openVinoDir, cacheDir })],
      { env: {}, timeout: TIMEOUT_MS, ...(signal ? { signal } : {}) },
    );
    return JSON.parse(stdout) as ExecutorReport;
  } catch (error) {
    signal?.throwIfAborted();
    const { signal: killed, code } = error as { signal?: string; code?: number | string };
    const reason = `its check ended with ${killed ?? code ?? String(error)}`;
    const report = await inspectHere({ cacheDir });
    return {
      ...report,
      findings: report.findings.map((finding) =>
        finding.state === 'absent' ? { ...finding, state: 'failed', reason } : finding,
      ),
    };
  }
}
