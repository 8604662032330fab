import { spawnLane } from '#spawn-lane';
import type { ExecutorChoice } from '../executor/executor-choice.ts';
import { worksInThread } from './works-in-thread.ts';
import type { SpawnedLane } from './running-lane.ts';

/**
 * So many threads that wait for a model; none where lanes of the executor have no threads.
 *
 * @param likely The executor that the model will probably be computed with.
 */
export function spawnLanes(likely: ExecutorChoice, count: number): SpawnedLane[] {
  return worksInThread(likely) ? Array.from({ length: count }, () => spawnLane(likely)) : [];
}
