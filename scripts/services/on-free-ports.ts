import { ServiceError } from './service-error.ts';

const TRIES = 3;

/**
 * Starts a service that draws ports for itself. Between the draw and its use another program may take one of them: then
 * the service ends at once, and is started on others.
 *
 * @throws what `start` throws, when it is something else or has happened three times
 */
export async function onFreePorts<T>(start: () => Promise<T>): Promise<T> {
  for (let triesLeft = TRIES; ; triesLeft -= 1) {
    try {
      return await start();
    } catch (error) {
      if (triesLeft === 1 || !foundPortTaken(error)) throw error;
    }
  }
}

function foundPortTaken(error: unknown): boolean {
  if (!(error instanceof ServiceError) || error.problem.code !== 'exited') return false;
  return /address already in use/i.test(error.problem.lastLines);
}
