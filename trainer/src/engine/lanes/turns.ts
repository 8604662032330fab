/**
 * Waits, without blocking the thread, until a counter that threads share stands at `number`. Lanes that are told to
 * stop end while they wait.
 */
export async function awaitTurn(turns: Int32Array, place: number, number: number): Promise<void> {
  for (let now = Atomics.load(turns, place); now !== number; now = Atomics.load(turns, place)) {
    await Atomics.waitAsync(turns as Int32Array<SharedArrayBuffer>, place, now).value;
  }
}

/** Counts on, and wakes who waits. */
export function passTurn(turns: Int32Array, place: number): void {
  Atomics.add(turns, place, 1);
  Atomics.notify(turns, place);
}
