/**
 * Spreads items over workers and hands the results on in the order of the items, whoever finishes first: sums in
 * floating point depend on their order.
 *
 * @param rooms Places for results that wait for their turn; an item begins only when one is free.
 * @param work Computes an item's result, with its room to itself until the result was taken.
 * @throws The first error of `work`, or the signal's reason as soon as it is aborted; work under way is left alone.
 */
export async function inOrder<Worker, Item, Room, Result>(
  workers: readonly Worker[],
  items: readonly Item[],
  rooms: readonly Room[],
  work: (worker: Worker, item: Item, room: Room) => Promise<Result>,
  take: (result: Result, room: Room) => void,
  signal?: AbortSignal,
): Promise<void> {
  signal?.throwIfAborted();
  const free = [...rooms];
  const asking: ((room: Room) => void)[] = [];
  const done = new Map<number, { result: Result; room: Room }>();
  let [next, taken, ended] = [0, 0, false];
  const release = (room: Room) => {
    const first = asking.shift();
    if (first) first(room);
    else free.push(room);
  };
  const drain = () => {
    for (let ready = done.get(taken); ready; ready = done.get(taken)) {
      done.delete(taken++);
      take(ready.result, ready.room);
      release(ready.room);
    }
  };
  const serve = async (worker: Worker) => {
    while (next < items.length) {
      const index = next++;
      const room = free.length > 0 ? free.shift()! : await new Promise<Room>((got) => asking.push(got));
      const result = await work(worker, items[index]!, room);
      if (ended) return;
      done.set(index, { result, room });
      drain();
    }
  };
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(signal!.reason);
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    await Promise.race([Promise.all(workers.map(serve)), aborted]);
  } finally {
    ended = true;
    signal?.removeEventListener('abort', onAbort);
  }
}
