import { parentPort, workerData } from 'node:worker_threads';
import { loadStoredWeights } from '../decoder/load-weights.ts';
import { aroundRuns } from '../executor/around-runs.ts';
import type { Executor } from '../executor/executor.ts';
import type { ExecutorChoice } from '../executor/executor-choice.ts';
import { openExecutor } from '../executor/open-executor.ts';
import type { LaneAnswer, LaneMessage, LaneTask } from './lane-message.ts';
import { openLane } from './open-lane.ts';
import type { Lane, LaneModel } from './open-lane.ts';

/**
 * Serves in a lane's thread: opens the executor that it will likely need, then the model that it is told, says that it is
 * ready, and answers one task at a time until it is told to stop. It ends itself, between two graphs: a thread that is
 * ended while native code runs takes the process with it.
 *
 * @returns Once it is ready.
 */
export async function serveLane(): Promise<void> {
  const port = parentPort!;
  const likely = workerData as ExecutorChoice;
  const early = openExecutor(likely);
  // Thrown when it is needed, if it ever is.
  early.catch(() => {});
  const running = { graphs: 0, stopping: false };
  const { promise: ready, resolve, reject } = Promise.withResolvers<Lane>();
  port.on('message', (message: LaneMessage) => {
    if (message === 'stop') {
      running.stopping = true;
      endIfIdle(running);
    } else if ('model' in message) {
      open(message.model, likely, early, running).then(resolve, reject);
    } else {
      void ready.then((lane) => answer(lane, message)).then((said) => port.postMessage(said));
    }
  });
  await ready;
  port.postMessage('ready' satisfies LaneAnswer);
}

async function open(
  model: LaneModel,
  likely: ExecutorChoice,
  early: Promise<Executor>,
  running: Running,
): Promise<Lane> {
  await loadStoredWeights(model.loads ?? []);
  const isLikely = JSON.stringify(model.executor) === JSON.stringify(likely);
  const executor = isLikely ? await early : await openExecutor(model.executor);
  return openLane(stoppable(executor, running), model);
}

async function answer(lane: Lane, { id, sequence, pull }: LaneTask): Promise<LaneAnswer> {
  try {
    const sum = pull
      ? await lane.gradient(sequence, pull.divisor, pull.gradient, pull.place)
      : await lane.loss(sequence);
    return { id, sum };
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
}

type Running = { graphs: number; stopping: boolean };

/** The executor, its graphs the last to run once the thread is to stop. */
function stoppable(executor: Executor, running: Running): Executor {
  return aroundRuns(executor, async (run) => {
    running.graphs += 1;
    try {
      await run();
    } finally {
      running.graphs -= 1;
      endIfIdle(running);
    }
  });
}

function endIfIdle({ graphs, stopping }: Running): void {
  if (stopping && graphs === 0) process.exit();
}
