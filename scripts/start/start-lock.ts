import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { processCommand } from '../services/process-command.ts';

/** Another `npm start` uses the same state folder. */
export class AlreadyRunningError extends Error {
  override readonly name = 'AlreadyRunningError';
  readonly pid: number;

  constructor(pid: number, localDir: string) {
    super(`Cultivar is already running on ${localDir} (process ${pid}); stop it first, or use it as it is`);
    this.pid = pid;
  }
}

/** The process id of the `npm start` that uses a state folder, or undefined. */
export async function runningStart(localDir: string): Promise<number | undefined> {
  const text = await readFile(lockFile(localDir), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const pid = Number(text);
  const command = pid > 0 ? await processCommand(pid) : undefined;
  // A process id is used again some day: the command line tells ours from a stranger's.
  return command?.includes(MARKER) ? pid : undefined;
}

/**
 * Takes a state folder for this process.
 *
 * @returns gives it back
 * @throws AlreadyRunningError
 */
export async function takeStartLock(localDir: string): Promise<() => Promise<void>> {
  const running = await runningStart(localDir);
  if (running !== undefined && running !== process.pid) throw new AlreadyRunningError(running, localDir);
  await mkdir(localDir, { recursive: true });
  await writeFile(lockFile(localDir), String(process.pid));
  return () => rm(lockFile(localDir), { force: true });
}

/** In the command line of every `npm start`. */
const MARKER = join('scripts', 'start', 'run.ts');

function lockFile(localDir: string): string {
  return join(localDir, 'start.pid');
}
