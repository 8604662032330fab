import type { SpawnedLane } from './running-lane.ts';

/** Ends lanes, whether they have a model or wait for one. Those that have ended already stay so. */
export async function stopLanes(lanes: readonly Pick<SpawnedLane, 'stop'>[]): Promise<void> {
  await Promise.all(lanes.map((lane) => lane.stop()));
}
