import { startLane } from '#start-lane';
import type { Sequence } from '../../data/sequence.ts';
import type { Executor } from '../executor/executor.ts';
import { inOrder } from './in-order.ts';
import { laneHere } from './lane-here.ts';
import type { LaneModel } from './open-lane.ts';
import type { RunningLane } from './start-lane.ts';

/** So many lanes that work side by side. */
export function startLanes(executor: Executor, model: LaneModel, count: number): Promise<RunningLane[]> {
  // A GPU belongs to the thread that opened it, and takes one graph at a time.
  const lanes =
    model.executor.name === 'ort-webgpu'
      ? [laneHere(executor, model)]
      : Array.from({ length: count }, () => startLane(model));
  return Promise.all(lanes);
}

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
