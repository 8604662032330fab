import { openExecutor } from '#open-executor';
import { aroundRuns } from '../../engine/executor/around-runs.ts';
import type { Executor } from '../../engine/executor/executor.ts';
import { laneHere } from '../../engine/lanes/lane-here.ts';
import type { SpawnedLane } from '../../engine/lanes/running-lane.ts';

/** How long graphs may run before the worker hears what the page says. */
const DEAF_MS = 100;

/** A lane in the worker that trains: the page is another thread already. */
export function spawnLane(): SpawnedLane {
  return {
    open: async (model) => laneHere(listening(await openExecutor(model.executor)), model),
    stop: async () => {},
  };
}

/** The executor, with a pause now and then: its graphs run to their ends without giving way to messages. */
function listening(executor: Executor): Executor {
  let heardMs = performance.now();
  return aroundRuns(executor, async (run) => {
    await run();
    if (performance.now() - heardMs < DEAF_MS) return;
    await new Promise((resolve) => setTimeout(resolve));
    heardMs = performance.now();
  });
}
