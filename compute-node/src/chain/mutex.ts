/** Runs one thing at a time, in the order of the calls. */
export function mutex(): <T>(act: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (act) => {
    const next = last.then(act, act);
    // The next one starts when this one has ended, however it ended.
    last = next.catch(() => undefined);
    return next;
  };
}
