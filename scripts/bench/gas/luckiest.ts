import type { Stage } from './stage.ts';

/** Runs from the same state, each a block later than the one before. */
const RUNS = 24;

/**
 * The cheapest of many runs of `act`, which names a block and draws from its hash: one without a try in vain, which
 * would read other slots. Hashes change with every byte of every contract; what a lucky draw costs does not.
 */
export async function luckiest<T extends { gas: number }>(
  { chain }: Stage,
  act: () => Promise<T>,
): Promise<T> {
  const { mine, takeSnapshot } = chain.networkHelpers;
  const runAt = async (delay: number) => {
    if (delay > 0) await mine(delay);
    return act();
  };
  let best = { delay: 0, gas: Infinity };
  for (let delay = 0; delay < RUNS; delay += 1) {
    const before = await takeSnapshot();
    const { gas } = await runAt(delay);
    if (gas < best.gas) best = { delay, gas };
    await before.restore();
  }
  return runAt(best.delay);
}
