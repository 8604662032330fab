import { spawn } from 'node:child_process';
import { closeSync, openSync, renameSync, statSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { endProcess } from './end-process.ts';
import { ServiceError } from './service-error.ts';
import { writeAtomic } from './write-atomic.ts';

/** How to run a service's program. */
export type ChildSpec = {
  /** Named in errors. */
  service: string;
  command: string;
  args: readonly string[];
  /** The whole environment; nothing is inherited. */
  env: Record<string, string>;
  cwd?: string;
  uid?: number;
  gid?: number;
  /** Both outputs are appended here. */
  logFile: string;
  /** Where the process id is kept for the next run, should this one be killed. */
  pidFile: string;
  stopSignal: NodeJS.Signals;
  graceMs: number;
};

/** A running program. */
export type Child = {
  readonly pid: number;
  /** Resolves when it ends: with the error when nobody asked it to, otherwise with undefined. */
  readonly ended: Promise<ServiceError | undefined>;
  /** Ends it; resolves once it is gone. */
  stop(): Promise<void>;
  /** The end of its log. */
  lastLines(): Promise<string>;
};

/** Starts a program in a process group of its own, so that Ctrl-C in a terminal reaches us alone. */
export async function startChild(spec: ChildSpec): Promise<Child> {
  rotate(spec.logFile);
  const log = openSync(spec.logFile, 'a');
  const child = spawn(spec.command, spec.args, {
    env: spec.env,
    cwd: spec.cwd,
    uid: spec.uid,
    gid: spec.gid,
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const spawned = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<ServiceError | undefined>();
  let stopping = false;
  child.once('spawn', spawned.resolve);
  child.once('error', spawned.reject);
  child.once('exit', async (exitCode, exitSignal) => {
    await rm(spec.pidFile, { force: true });
    const { logFile } = spec;
    const lastLines = await tail(logFile);
    ended.resolve(
      stopping
        ? undefined
        : new ServiceError(spec.service, { code: 'exited', exitCode, exitSignal, logFile, lastLines }),
    );
  });
  await spawned.promise;
  const pid = child.pid!;
  await writeAtomic(spec.pidFile, `${pid}\n`);
  return {
    pid,
    ended: ended.promise,
    lastLines: () => tail(spec.logFile),
    async stop() {
      stopping = true;
      if (child.exitCode === null && child.signalCode === null) {
        await endProcess(pid, spec.stopSignal, spec.graceMs);
      }
      await ended.promise;
    },
  };
}

const LOG_LIMIT_BYTES = 16 * 1024 * 1024;

function rotate(logFile: string): void {
  const size = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LOG_LIMIT_BYTES) renameSync(logFile, `${logFile}.1`);
}

const TAIL_LINES = 12;

async function tail(logFile: string): Promise<string> {
  const text = await readFile(logFile, 'utf8');
  return text.trimEnd().split('\n').slice(-TAIL_LINES).join('\n');
}
