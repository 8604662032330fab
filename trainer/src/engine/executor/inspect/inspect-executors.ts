import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { inspectHere } from './inspect-here.ts';
import type { ExecutorReport } from './executor-report.ts';
import type { Inspection } from './inspection.ts';

const TIMEOUT_MS = 120_000;
/** Where the system's loaders look for drivers of a GPU; nothing else of the environment reaches the child. */
const DRIVERS = ['LD_LIBRARY_PATH', 'VK_DRIVER_FILES', 'VK_ICD_FILENAMES', 'XDG_RUNTIME_DIR'];

/**
 * Finds out which executors can train on this machine: loads each, compares its gradients with the reference, names
 * its determinism class, and says which one `auto` takes. OpenVINO and GPUs are tried in a child process, so that a
 * native library that crashes is a finding and no more; the executors that are always there then go on alone.
 */
export async function inspectExecutors({
  signal,
  ...inspection
}: Inspection & { signal?: AbortSignal } = {}): Promise<ExecutorReport> {
  const { openVinoDir, cacheDir, optIn = [] } = inspection;
  if (openVinoDir === undefined && !optIn.includes('ort-webgpu')) return inspectHere(inspection);
  const program = fileURLToPath(new URL('./inspect-process.ts', import.meta.url));
  const env = Object.fromEntries(
    DRIVERS.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])),
  );
  try {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--no-warnings', program, JSON.stringify(inspection)],
      { env, timeout: TIMEOUT_MS, ...(signal ? { signal } : {}) },
    );
    return JSON.parse(stdout) as ExecutorReport;
  } catch (error) {
    signal?.throwIfAborted();
    const { signal: killed, code } = error as { signal?: string; code?: number | string };
    const reason = `its check ended with ${killed ?? code ?? String(error)}`;
    const failed = (executor: string) => ({ executor, state: 'failed' as const, reason });
    const report = await inspectHere({ cacheDir, optIn: optIn.filter((name) => name !== 'ort-webgpu') });
    const findings = report.findings.map((finding) =>
      openVinoDir !== undefined && finding.state === 'absent' ? failed(finding.executor) : finding,
    );
    return {
      ...report,
      findings: [...findings, ...(optIn.includes('ort-webgpu') ? [failed('ort-webgpu')] : [])],
    };
  }
}
