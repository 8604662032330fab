import { setTimeout as sleep } from 'node:timers/promises';
import { descendants } from './descendants.ts';
import { processCommand } from './process-command.ts';

const POLL_MS = 25;
const KILLED_WITHIN_MS = 5_000;

/**
 * Asks a process to end, and kills it when it has not after `graceMs`; so too whatever it started and left behind.
 * Resolves once all of them are gone.
 */
export async function endProcess(pid: number, signal: NodeJS.Signals, graceMs: number): Promise<void> {
  const family = new Set([pid, ...(await descendants([pid]))]);
  if (!send(pid, signal)) family.delete(pid);
  if (await allGone(family, graceMs, (orphan) => send(orphan, signal))) return;
  for (const member of family) send(member, 'SIGKILL');
  await allGone(family, KILLED_WITHIN_MS, (orphan) => send(orphan, 'SIGKILL'));
}

/** Waits for a family to end. Members whose parent went without them are handed to `onOrphan`, once each. */
async function allGone(
  family: Set<number>,
  withinMs: number,
  onOrphan: (pid: number) => void,
): Promise<boolean> {
  const [head] = family;
  const told = new Set<number>();
  for (const until = performance.now() + withinMs; performance.now() < until; await sleep(POLL_MS)) {
    for (const pid of await descendants(family)) family.add(pid);
    for (const pid of [...family]) {
      if ((await processCommand(pid)) === undefined) family.delete(pid);
    }
    if (family.size === 0) return true;
    if (head !== undefined && family.has(head)) continue;
    for (const pid of family) {
      if (!told.has(pid)) onOrphan(pid);
      told.add(pid);
    }
  }
  return false;
}

function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}
