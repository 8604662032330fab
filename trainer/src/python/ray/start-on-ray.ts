import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { pythonCommand } from '../python-command.ts';
import type { StartPython } from '../start-python.ts';
import { RayError } from './ray-error.ts';
import type { RayJob, RayJobInfo, RayJobs } from './ray-jobs.ts';
import { shellQuoted } from './shell-quoted.ts';

const ATTEMPTS = 60;
const PAUSE_MS = 2_000;

/**
 * Starts the Python engine as a job of a Ray cluster whose machines see the same folders: model, data, run and engine.
 * One run is one job on one machine.
 */
export function startOnRay(jobs: RayJobs): StartPython {
  return async ({ engine, requestPath, onLine, signal }) => {
    const id = `cultivar-${randomUUID()}`;
    const command = pythonCommand(engine, ['--request', requestPath]);
    const job = {
      id,
      // `exec`: the signal that stops the job is the engine's, not a shell's.
      entrypoint: `exec ${command.map(shellQuoted).join(' ')}`,
      gpus: engine.gpus,
    };
    await submitWhenReady(jobs, job, signal);
    let stopped: Promise<boolean> | undefined;
    const stop = (): void => {
      stopped = jobs.stop(id);
      // Where it fails the job goes on, and so does what follows; the reason is told after its end.
      stopped.catch(() => undefined);
    };
    if (signal?.aborted) stop();
    signal?.addEventListener('abort', stop, { once: true });
    try {
      await jobs.tail(id, linesOf(onLine));
      await stopped;
      return endOf(await jobs.info(id));
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  };
}

/** A cluster that was just started has no machine ready for some seconds. */
async function submitWhenReady(jobs: RayJobs, job: RayJob, signal?: AbortSignal): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await jobs.submit(job);
    } catch (error) {
      const isBusy = error instanceof RayError && error.code === 'busy';
      if (!isBusy || attempt === ATTEMPTS || signal?.aborted) throw error;
      await sleep(PAUSE_MS);
    }
  }
}

function endOf({ status, exitCode, message }: RayJobInfo) {
  return { code: exitCode ?? (status === 'SUCCEEDED' ? 0 : null), words: message ?? status };
}

/** Cuts text into lines; what stands after the last line break waits for more. */
function linesOf(onLine: (line: string) => void): (text: string) => void {
  let rest = '';
  return (text) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop()!;
    for (const line of lines) onLine(line.replace(/\r$/, ''));
  };
}
