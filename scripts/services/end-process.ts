import { setTimeout as sleep } from 'node:timers/promises';
import { processCommand } from './process-command.ts';

const POLL_MS = 25;

/** Asks a process to end, and kills it when it has not after `graceMs`. Resolves once it is gone. */
export async function endProcess(pid: number, signal: NodeJS.Signals, graceMs: number): Promise<void> {
  if (!send(pid, signal)) return;
  if (await gone(pid, graceMs)) return;
  send(pid, 'SIGKILL');
  await gone(pid, graceMs);
}

function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}

async function gone(pid: number, withinMs: number): Promise<boolean> {
  for (const until = performance.now() + withinMs; performance.now() < until; await sleep(POLL_MS)) {
    if ((await processCommand(pid)) === undefined) return true;
  }
  return false;
}
