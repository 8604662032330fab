import type { Sequence } from '../../data/sequence.ts';
import type { LaneTask } from './lane-message.ts';
import type { LaneModel } from './open-lane.ts';

/** A lane in a thread of its own. It takes one task at a time. */
export type RunningLane = {
  /** @returns The summed loss; with `pull`, the gradient is then in its memory. */
  work(sequence: Sequence, pull?: LaneTask['pull']): Promise<number>;
  /** Ends the thread once the graph at hand has run. */
  stop(): Promise<void>;
};

/** A thread that gets ready for a model that is not there yet. */
export type SpawnedLane = {
  /** @throws Whatever kept its weights from being read or its graphs from being compiled; the thread has then ended. */
  open(model: LaneModel): Promise<RunningLane>;
  /** Ends it where it is not needed. */
  stop(): Promise<void>;
};
