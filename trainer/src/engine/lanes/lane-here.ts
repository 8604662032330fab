import { loadStoredWeights } from '../decoder/load-weights.ts';
import { aroundRuns } from '../executor/around-runs.ts';
import type { Executor } from '../executor/executor.ts';
import { openLane } from './open-lane.ts';
import type { LaneModel } from './open-lane.ts';
import type { RunningLane } from './running-lane.ts';

/** A lane in this thread, for an executor whose graphs run elsewhere, or where no other thread can be had. */
export async function laneHere(executor: Executor, model: LaneModel): Promise<RunningLane> {
  let stopping = false;
  await loadStoredWeights(model.loads ?? []);
  const lane = await openLane(
    stoppable(executor, () => stopping),
    model,
  );
  let busy: Promise<unknown> = Promise.resolve();
  return {
    work(sequence, pull) {
      const working = pull
        ? lane.gradient(sequence, pull.divisor, pull.gradient, pull.place)
        : lane.loss(sequence);
      // Whoever asked hears of a failure; stopping only waits.
      busy = working.catch(() => {});
      return working;
    },
    async stop() {
      stopping = true;
      await busy;
      await lane.close();
    },
  };
}

/** The executor, the graph at hand the last to run once it is to stop. */
function stoppable(executor: Executor, isStopping: () => boolean): Executor {
  return aroundRuns(executor, (run) =>
    isStopping() ? Promise.reject(new Error('a lane of the engine has ended')) : run(),
  );
}
