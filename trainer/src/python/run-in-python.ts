import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { trainEventSchema } from '@cultivar/sdk/spec';
import type { TrainEvent } from '@cultivar/sdk/spec';
import { readCheckpoint, writeCheckpoint } from '../run/checkpoint.ts';
import { describeFailure } from '../run/describe-failure.ts';
import { openEventLog } from '../run/event-log.ts';
import { exportResult } from '../run/export-result.ts';
import { isOver } from '../run/is-over.ts';
import { keepsCheckpoints } from '../run/keeps-checkpoints.ts';
import { readLedger } from '../run/ledger.ts';
import { openRunOn } from '../run/open-run.ts';
import type { EngineState, Run } from '../run/open-run.ts';
import type { TrainEnvironment } from '../run/run-training.ts';
import { TrainError } from '../run/train-error.ts';
import type { TrainRequest } from '../run/train-request.ts';
import type { TrainResult } from '../run/train-result.ts';
import { writeFileAtomically } from '../run/write-file-atomically.ts';
import type { PythonEngine } from './python-engine.ts';
import { pythonEngineState } from './python-engine-state.ts';
import { pythonFailure } from './python-failure.ts';
import { startPython } from './start-python.ts';
import type { StartPython } from './start-python.ts';
import { writeTokenFile } from './write-token-file.ts';

/** The request as the Python engine is given it, in a run's folder. */
export const PYTHON_REQUEST_FILE = 'python-request.json';

/**
 * Fine-tunes on the Python engine. Everything before and after the computation is ours: checks, data, tokens, the first
 * state, the inputs' leaf; then the export, the manifests and the trace. So both engines learn from the same tokens in the
 * same order and hand over the same files. Events are the engine's own; `finished` is passed on once the result is written.
 *
 * @param start Starts it somewhere else, e.g. on a cluster that sees the same folders.
 * @throws as `runTraining` does.
 */
export async function runInPython(
  request: TrainRequest & { python: PythonEngine },
  { signal, onEvent = () => {}, now = Date.now }: TrainEnvironment = {},
  start: StartPython = startPython,
): Promise<TrainResult> {
  const { outDir } = request;
  await mkdir(outDir, { recursive: true });
  let run: Run<EngineState> | undefined;
  let failed: TrainEvent | undefined;
  try {
    run = await openRunOn(pythonEngineState, request, signal);
    await writeTokenFile(outDir, run.data, run.plan);
    // It begins with a checkpoint, also where ours would begin with the model.
    if (run.state.step === 0 && !keepsCheckpoints(run.manifest))
      await writeCheckpoint(outDir, run.state, run.engine.layout);
    const requestPath = join(outDir, PYTHON_REQUEST_FILE);
    // As checked, with every default: nothing is left to be read in two ways.
    await writeFileAtomically(requestPath, JSON.stringify({ ...request, manifest: run.manifest }));
    signal?.throwIfAborted();

    let finished: TrainEvent | undefined;
    const onLine = (line: string): void => {
      const event = eventOf(line);
      if (event?.type === 'finished') finished = event;
      else if (event) onEvent(event);
      if (event?.type === 'failed') failed = event;
    };
    const end = await start({ engine: request.python, requestPath, onLine, signal });
    if (!finished) throw pythonFailure(failed, end);
    await takeOver(run);
    const result = await exportResult(run);
    onEvent(finished);
    return result;
  } catch (error) {
    const failure = signal?.aborted && !failed ? canceledBefore() : error;
    if (!failed) {
      const events = await openEventLog(outDir, now, onEvent);
      events.emit({ type: 'failed', ...describeFailure(failure) });
      events.close();
    }
    throw failure;
  } finally {
    await run?.close();
  }
}

function eventOf(line: string): TrainEvent | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return trainEventSchema.parse(JSON.parse(line));
  } catch {
    // A library may print what it likes; only events count.
    return undefined;
  }
}

/** Puts a run where the engine left it. @throws Error when that is not its end, or not what it noted. */
async function takeOver(run: Run<EngineState>): Promise<void> {
  const { request, engine, ledger, plan, progress, state } = run;
  const left = await readLedger(request.outDir);
  if (!left) throw new Error('the Python engine left no ledger');
  const { step, checkpoint, chain, tokens, seconds } = left;
  if (!(await readCheckpoint(request.outDir, step, checkpoint, engine.layout, state)))
    throw new Error(`the Python engine left no checkpoint of step ${step}`);
  if (!isOver(run)) throw new Error(`the Python engine stopped at step ${step}, not ${plan.steps}`);
  Object.assign(ledger, left);
  Object.assign(progress, { chain, tokens, seconds });
}

function canceledBefore(): TrainError {
  const hint = 'Start the job again with the same folder: it goes on from there.';
  return new TrainError('canceled', 'stopped before the first step', hint, 0);
}
