import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { requireFreePort } from './require-free-port.ts';
import type { ServiceError } from './service-error.ts';
import { startChild } from './start-child.ts';
import { sweepOrphan } from './sweep-orphan.ts';
import { waitUntilReady } from './wait-until-ready.ts';

/** One of the project's own programs, run by the Node that runs us. */
export type ProgramOptions = {
  /** Named in errors and in its log's name, as `content`. */
  name: string;
  /** Its file and arguments. `stateDir` must be among them: it tells this copy from others when it is swept. */
  args: readonly string[];
  env?: Record<string, string>;
  /** Folder of its log; made when missing. */
  stateDir: string;
  port: number;
  /** The environment variable that moves the port. */
  setting: string;
  /** Whether it answers at its address; a throw counts as not yet. */
  isReady: (url: string) => Promise<boolean>;
  /** How long it may take to put its work down when it is asked to stop. */
  graceMs: number;
  /** Aborting it stops the program. */
  signal: AbortSignal;
};

/** A running program. */
export type Program = {
  readonly url: string;
  readonly pid: number;
  readonly ended: Promise<ServiceError | undefined>;
  stop(): Promise<void>;
};

const READY_TIMEOUT_MS = 60_000;

/**
 * Starts a program and waits until it answers.
 *
 * @throws ServiceError `port-busy`, `exited` or `not-ready`.
 */
export async function startProgram(options: ProgramOptions): Promise<Program> {
  const { name, args, env, stateDir, port, setting, isReady, graceMs, signal } = options;
  signal.throwIfAborted();
  await mkdir(stateDir, { recursive: true });
  const logFile = join(stateDir, `${name}.log`);
  const pidFile = join(stateDir, `${name}.pid`);
  await sweepOrphan({ pidFile, marker: stateDir, stopSignal: 'SIGTERM', graceMs });
  await requireFreePort(name, port, setting);
  const child = await startChild({
    service: name,
    command: process.execPath,
    args,
    env: { ...inherited(), ...env },
    cwd: stateDir,
    logFile,
    pidFile,
    stopSignal: 'SIGTERM',
    graceMs,
  });
  const url = `http://127.0.0.1:${port}`;
  await waitUntilReady({
    service: name,
    child,
    logFile,
    isReady: () => isReady(url),
    timeoutMs: READY_TIMEOUT_MS,
    signal,
  });
  signal.addEventListener('abort', () => void child.stop(), { once: true });
  return { url, pid: child.pid, ended: child.ended, stop: child.stop };
}

/** Our own environment: paths, proxies and settings hold for our programs too. */
function inherited(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
