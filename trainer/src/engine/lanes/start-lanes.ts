import type { Sequence } from '../../data/sequence.ts';
import type { WeightSource } from '../../model/base-model.ts';
import type { WeightLoad } from '../decoder/weight-load.ts';
import type { Executor } from '../executor/executor.ts';
import { inOrder } from './in-order.ts';
import { laneHere } from './lane-here.ts';
import type { LaneModel } from './open-lane.ts';
import { shareLoads } from './share-loads.ts';
import { spawnLanes } from './spawn-lanes.ts';
import { stopLanes } from './stop-lanes.ts';
import { worksInThread } from './works-in-thread.ts';
import type { RunningLane, SpawnedLane } from './running-lane.ts';

/**
 * So many lanes that work side by side, each with a share of the loads to do first.
 *
 * @param weights What `loads` are read from.
 * @param options.onBegun Called once all are at work.
 * @param options.lanes How many; or those that were spawned already. One that is not needed is stopped.
 */
export async function startLanes(
  executor: Executor,
  model: LaneModel,
  weights: WeightSource,
  loads: readonly WeightLoad[],
  { lanes, onBegun }: { lanes: LaneCount; onBegun?: (() => void) | undefined },
): Promise<RunningLane[]> {
  const isHere = !worksInThread(model.executor);
  const spawned = typeof lanes === 'number' ? spawnLanes(model.executor, lanes) : lanes;
  if (isHere) await stopLanes(spawned);
  const shares = await shareLoads(weights, loads, isHere ? 1 : spawned.length);
  const opening = shares.map((share, i) => {
    const own = { ...model, loads: share };
    return isHere ? laneHere(executor, own) : spawned[i]!.open(own);
  });
  onBegun?.();
  const opened = await Promise.allSettled(opening);
  const failed = opened.find((lane) => lane.status === 'rejected');
  const running = opened.flatMap((lane) => (lane.status === 'fulfilled' ? [lane.value] : []));
  if (!failed) return running;
  await stopLanes(running);
  throw failed.reason;
}

/** Lanes to start: how many, or those that were spawned for it. */
export type LaneCount = number | readonly SpawnedLane[];

/** Summed negative log-likelihood (nats) of each sequence's counted labels. */
export async function lossesOf(
  lanes: readonly RunningLane[],
  sequences: readonly Sequence[],
  signal?: AbortSignal,
): Promise<number[]> {
  const sums: number[] = [];
  await inOrder(
    lanes,
    sequences,
    sequences.map(() => undefined),
    (lane, sequence) => lane.work(sequence),
    (sum) => sums.push(sum),
    signal,
  );
  return sums;
}
