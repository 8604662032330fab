/** Aborts at the first SIGINT or SIGTERM; a second one ends the process at once. */
export function stopSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => {
      if (controller.signal.aborted) process.exit(130);
      controller.abort(new Error(name));
      process.once(name, () => process.exit(130));
    });
  }
  return controller.signal;
}
