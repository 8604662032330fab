/** The end of a run: asked for at the terminal, or forced by a failure. */
export type Stop = {
  /** Aborted either way. */
  signal: AbortSignal;
  /** Resolves when somebody asks; rejects with the failure. */
  asked: Promise<void>;
  /** Whether somebody asked, as opposed to a failure. */
  wasAsked: () => boolean;
  /** Ends the run for a failure. */
  abort: (failure: unknown) => void;
};

/**
 * Listens for Ctrl-C, for being told to end, and for the end of whoever started us, which may have been killed.
 * However often somebody asks, it is one end.
 */
export function untilStopped(): Stop {
  const controller = new AbortController();
  const asked = Promise.withResolvers<void>();
  // Whoever does not wait for it learns of a failure from the signal.
  asked.promise.catch(() => {});
  let isAsked = false;
  const ask = () => {
    isAsked = true;
    controller.abort(new Error('stopped'));
    asked.resolve();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, ask);
  process.once('disconnect', ask);
  process.channel?.unref();
  return {
    signal: controller.signal,
    asked: asked.promise,
    wasAsked: () => isAsked,
    abort(failure) {
      controller.abort(failure);
      asked.reject(failure);
    },
  };
}
