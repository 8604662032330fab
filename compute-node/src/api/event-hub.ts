import type { TrainEvent } from '@cultivar/sdk/spec';

/** Tells readers of a job's history that it has grown. */
export type EventHub = {
  publish(jobId: bigint, event: TrainEvent): void;
  /** Returns the way to stop listening. */
  subscribe(jobId: bigint, listener: (event: TrainEvent) => void): () => void;
};

/** A hub without listeners. */
export function eventHub(): EventHub {
  const listeners = new Map<bigint, Set<(event: TrainEvent) => void>>();
  return {
    publish(jobId, event) {
      for (const listener of listeners.get(jobId) ?? []) listener(event);
    },
    subscribe(jobId, listener) {
      const all = listeners.get(jobId) ?? new Set();
      listeners.set(jobId, all.add(listener));
      return () => {
        all.delete(listener);
        if (all.size === 0) listeners.delete(jobId);
      };
    },
  };
}
