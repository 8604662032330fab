/** A signal that a person gives, and its end. */
export type StopSignal = { signal: AbortSignal; release(): void };

/**
 * Aborts at the first SIGINT or SIGTERM; a second one ends the process at once, with what the last checkpoint holds.
 * Released, both do again what they usually do.
 */
export function stopSignal(onStop: () => void): StopSignal {
  const controller = new AbortController();
  const names = ['SIGINT', 'SIGTERM'] as const;
  const stop = (name: string) => {
    if (controller.signal.aborted) process.exit(130);
    onStop();
    controller.abort(new Error(name));
  };
  for (const name of names) process.on(name, stop);
  return {
    signal: controller.signal,
    release() {
      for (const name of names) process.off(name, stop);
    },
  };
}
