import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Sequence } from '../../data/sequence.ts';
import type { LaneAnswer, LaneTask } from './lane-message.ts';
import type { LaneModel } from './open-lane.ts';

/** A lane in a thread of its own. It takes one task at a time. */
export type RunningLane = {
  /** @returns The summed loss; with `pull`, the gradient is then in its memory. */
  work(sequence: Sequence, pull?: LaneTask['pull']): Promise<number>;
  /** Ends the thread once the graph at hand has run. */
  stop(): Promise<void>;
};

/**
 * Starts a thread that computes with a single core.
 *
 * @throws Whatever kept its graphs from being compiled.
 */
export async function startLane(model: LaneModel): Promise<RunningLane> {
  const thread = new Worker(new URL('./lane-thread.ts', import.meta.url), { workerData: model });
  let count = 0;
  // Rejects when the thread fails before it is ready.
  await once(thread, 'message');
  let broken: Error | undefined;
  thread.on('error', (error: Error) => (broken = error));
  const exit = new Promise<void>((ended) => thread.once('exit', () => ended()));
  return {
    work(sequence, pull) {
      if (broken) return Promise.reject(broken);
      const id = ++count;
      return new Promise((resolve, reject) => {
        const settle = (finish: () => void) => {
          thread.off('message', onMessage).off('error', onError).off('exit', onExit);
          finish();
        };
        const onMessage = (answer: LaneAnswer) => {
          if (answer.id !== id) return;
          settle(() => ('sum' in answer ? resolve(answer.sum) : reject(new Error(answer.error))));
        };
        const onError = (error: Error) => settle(() => reject(error));
        const onExit = () => settle(() => reject(new Error('a lane of the engine has ended')));
        thread.on('message', onMessage).on('error', onError).on('exit', onExit);
        thread.postMessage({ id, sequence, ...(pull ? { pull } : {}) } satisfies LaneTask);
      });
    },
    async stop() {
      thread.postMessage('stop');
      await exit;
    },
  };
}
