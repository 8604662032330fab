import { parentPort, workerData } from 'node:worker_threads';
import { openExecutor } from '../executor/open-executor.ts';
import type { LaneAnswer, LaneTask } from './lane-message.ts';
import { openLane } from './open-lane.ts';
import type { LaneModel } from './open-lane.ts';

// Entry of a lane's thread: says that it is ready, then answers one task at a time until it is terminated.
const model = workerData as LaneModel;
const lane = await openLane(await openExecutor(model.executor), model);
const port = parentPort!;

port.on('message', (task: LaneTask) => {
  void answer(task).then((message) => port.postMessage(message));
});

port.postMessage('ready');

async function answer({ id, sequence, pull }: LaneTask): Promise<LaneAnswer> {
  try {
    const sum = pull ? await lane.gradient(sequence, pull.divisor, pull.gradient) : await lane.loss(sequence);
    return { id, sum };
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
}
