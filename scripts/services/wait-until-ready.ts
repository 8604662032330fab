import { setTimeout as sleep } from 'node:timers/promises';
import { ServiceError } from './service-error.ts';
import type { Child } from './start-child.ts';

/** How long to wait for a started program, and for what. */
export type ReadyCheck = {
  service: string;
  child: Child;
  logFile: string;
  /** Whether it is ready; a throw counts as not yet, a ServiceError as never. */
  isReady: () => Promise<boolean>;
  timeoutMs: number;
  /** @default 50 */
  pollMs?: number;
  signal: AbortSignal;
};

/**
 * Waits until a program that was just started is ready; ends it when that does not happen.
 *
 * @throws ServiceError `exited` or `not-ready`; the signal's reason when aborted.
 */
export async function waitUntilReady(check: ReadyCheck): Promise<void> {
  const { service, child, logFile, isReady, timeoutMs, pollMs = 50, signal } = check;
  const startedMs = performance.now();
  const ended = child.ended.then((error) => ({ error }));
  let lastFailure: unknown;
  while (!signal.aborted) {
    const ready = await isReady().catch(async (error: unknown) => {
      if (error instanceof ServiceError) {
        await child.stop();
        throw error;
      }
      lastFailure = error;
      return false;
    });
    if (ready) return;
    const waitedMs = performance.now() - startedMs;
    if (waitedMs > timeoutMs) {
      const lastLines = await child.lastLines();
      await child.stop();
      throw new ServiceError(
        service,
        { code: 'not-ready', waitedMs, logFile, lastLines },
        { cause: lastFailure },
      );
    }
    const end = await Promise.race([ended, sleep(pollMs)]);
    if (end) throw end.error ?? signal.reason;
  }
  await child.stop();
  throw signal.reason;
}
