import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { ModelFileError } from '../../model/model-file-error.ts';
import type { ExecutorChoice } from '../executor/executor-choice.ts';
import type { LaneAnswer, LaneMessage, LaneTask } from './lane-message.ts';
import type { SpawnedLane } from './running-lane.ts';

/**
 * Starts a thread that computes with a single core. It loads its modules before there is a model to compute with.
 *
 * @param likely The executor that the model will probably name.
 */
export function spawnLane(likely: ExecutorChoice): SpawnedLane {
  const thread = new Worker(new URL('./lane-thread.ts', import.meta.url), { workerData: likely });
  let broken: Error | undefined;
  thread.on('error', (error: Error) => (broken = refusedFile(error)));
  const exit = new Promise<void>((ended) => thread.once('exit', () => ended()));
  const tell = (message: LaneMessage) => thread.postMessage(message);
  const stop = async () => {
    tell('stop');
    await exit;
  };
  return {
    async open(model) {
      if (broken) throw broken;
      tell({ model });
      const ended = exit.then(() => {
        throw broken ?? new Error('a lane of the engine has ended');
      });
      // Rejects when the thread fails before it is ready.
      await Promise.race([once(thread, 'message'), ended]).catch((error: unknown) => {
        throw broken ?? error;
      });
      // From here on, each task hears of the end itself.
      ended.catch(() => {});
      let count = 0;
      return {
        work(sequence, pull) {
          if (broken) return Promise.reject(broken);
          return answerOf(thread, { id: ++count, sequence, ...(pull ? { pull } : {}) });
        },
        stop,
      };
    },
    stop,
  };
}

/** Hands a task to the thread and waits for its answer. */
function answerOf(thread: Worker, task: LaneTask): Promise<number> {
  return new Promise((resolve, reject) => {
    const settle = (finish: () => void) => {
      thread.off('message', onMessage).off('error', onError).off('exit', onExit);
      finish();
    };
    const onMessage = (answer: LaneAnswer) => {
      if (answer === 'ready' || answer.id !== task.id) return;
      settle(() => ('sum' in answer ? resolve(answer.sum) : reject(new Error(answer.error))));
    };
    const onError = (error: Error) => settle(() => reject(error));
    const onExit = () => settle(() => reject(new Error('a lane of the engine has ended')));
    thread.on('message', onMessage).on('error', onError).on('exit', onExit);
    thread.postMessage(task);
  });
}

/** An error that came from a thread without its class, with it again where a file of the model was refused. */
function refusedFile(error: Error): Error {
  if (error.name !== 'ModelFileError') return error;
  const { code, file, detail } = error as ModelFileError;
  return new ModelFileError(code, file, detail);
}
