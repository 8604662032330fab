import { readFile, rm } from 'node:fs/promises';
import { endProcess } from './end-process.ts';
import { processCommand } from './process-command.ts';

/** What identifies a child that an earlier run may have left behind. */
export type OrphanTrace = {
  /** File in which its process id was written. */
  pidFile: string;
  /** Text its command line must contain: process ids are reused, and a stranger must not be ended. */
  marker: string;
  stopSignal: NodeJS.Signals;
  graceMs: number;
  /** Done before it is ended, while it still answers. */
  rescue?: (pid: number) => Promise<void>;
};

/** Ends the child that an earlier, killed run left running, if there is one. */
export async function sweepOrphan(trace: OrphanTrace): Promise<void> {
  const pid = await readPid(trace.pidFile);
  if (pid === undefined) return;
  const command = await processCommand(pid);
  if (command?.includes(trace.marker)) {
    await trace.rescue?.(pid);
    await endProcess(pid, trace.stopSignal, trace.graceMs);
  }
  await rm(trace.pidFile, { force: true });
}

async function readPid(file: string): Promise<number | undefined> {
  try {
    const pid = Number((await readFile(file, 'utf8')).trim());
    return Number.isInteger(pid) && pid > 1 ? pid : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
