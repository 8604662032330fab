import type { Logger } from 'pino';

/** A thing the node does again and again until it stops. */
export type Service = {
  /** Does it now rather than at the next turn. */
  wake(): void;
  /** Settles when the service has stopped. */
  done: Promise<void>;
};

/** What a service needs. */
export type ServiceOptions = {
  name: string;
  everyMs: number;
  signal: AbortSignal;
  logger: Logger;
  turn: () => Promise<void>;
};

/**
 * Runs `turn` every so often, never two at once. A turn that fails is logged and tried again at the next one: what
 * it did is in the journal, what it did not is still to do.
 */
export function startService({ name, everyMs, signal, logger, turn }: ServiceOptions): Service {
  let wakeUp = (): void => undefined;
  let woken = false;

  const pause = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(finish, everyMs);
      function finish(): void {
        clearTimeout(timer);
        signal.removeEventListener('abort', finish);
        wakeUp = () => undefined;
        resolve();
      }
      wakeUp = finish;
      signal.addEventListener('abort', finish, { once: true });
      if (woken || signal.aborted) finish();
    });

  const done = (async () => {
    while (!signal.aborted) {
      woken = false;
      try {
        await turn();
      } catch (error) {
        if (!signal.aborted)
          logger.warn({ service: name, err: error }, `${name}: ${(error as Error).message}`);
      }
      await pause();
    }
  })();

  return {
    wake() {
      woken = true;
      wakeUp();
    },
    done,
  };
}
