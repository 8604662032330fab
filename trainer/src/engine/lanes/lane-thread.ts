import { parentPort, workerData } from 'node:worker_threads';
import type { Executor } from '../executor/executor.ts';
import { openExecutor } from '../executor/open-executor.ts';
import type { LaneAnswer, LaneTask } from './lane-message.ts';
import { openLane } from './open-lane.ts';
import type { LaneModel } from './open-lane.ts';

// Entry of a lane's thread: says that it is ready, then answers one task at a time until it is told to stop.
// It ends itself, between two graphs: a thread that is ended while native code runs takes the process with it.
const model = workerData as LaneModel;
let running = 0;
let stopping = false;
const lane = await openLane(stoppable(await openExecutor(model.executor)), model);
const port = parentPort!;

port.on('message', (message: LaneTask | 'stop') => {
  if (message !== 'stop') {
    void answer(message).then((said) => port.postMessage(said));
    return;
  }
  stopping = true;
  endIfIdle();
});

port.postMessage('ready');

async function answer({ id, sequence, pull }: LaneTask): Promise<LaneAnswer> {
  try {
    const sum = pull
      ? await lane.gradient(sequence, pull.divisor, pull.gradient, pull.place)
      : await lane.loss(sequence);
    return { id, sum };
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
}

/** The executor, its graphs the last to run once the thread is to stop. */
function stoppable(executor: Executor): Executor {
  return {
    ...executor,
    async compile(graph) {
      const program = await executor.compile(graph);
      return {
        ...program,
        async run(inputs, outputs) {
          running += 1;
          try {
            await program.run(inputs, outputs);
          } finally {
            running -= 1;
            endIfIdle();
          }
        },
      };
    },
  };
}

function endIfIdle(): void {
  if (stopping && running === 0) process.exit();
}
