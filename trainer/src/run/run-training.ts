import { disk } from '#disk';
import { machine } from '#machine';
import type { TrainEvent } from '@cultivar/sdk/spec';
import { executorName } from '../engine/executor/executor-choice.ts';
import { evaluate, evaluationDue } from './evaluate.ts';
import { closeSegment, segmentDue } from './close-segment.ts';
import { describeFailure } from './describe-failure.ts';
import { openEventLog } from './event-log.ts';
import type { EventLog } from './event-log.ts';
import { exportResult } from './export-result.ts';
import { isOver } from './is-over.ts';
import { openRun } from './open-run.ts';
import type { Run } from './open-run.ts';
import { optimize } from './optimize.ts';
import { createPace } from './pace.ts';
import { runWarnings } from './run-warnings.ts';
import { TrainError } from './train-error.ts';
import type { TrainRequest } from './train-request.ts';
import type { TrainResult } from './train-result.ts';

/** What a run takes from outside besides its request. */
export type TrainEnvironment = {
  /** Aborting it ends the run at the next layer, with a checkpoint of the last whole step. */
  signal?: AbortSignal | undefined;
  onEvent?: (event: TrainEvent) => void;
  /** Milliseconds since the Unix epoch; default the system's clock. */
  now?: () => number;
};

/**
 * Fine-tunes a model as a job's manifest says. The same request gives the same bits on every machine of the class,
 * however often it was interrupted; called again with the same folder, it goes on from its last checkpoint.
 *
 * @throws ManifestError, ModelFileError, DataError, TemplateError when an input is refused; TrainError otherwise.
 *   Each is also the last event, `failed`, of the run.
 */
export async function runTraining(
  request: TrainRequest,
  { signal, onEvent = () => {}, now = Date.now }: TrainEnvironment = {},
): Promise<TrainResult> {
  await disk.makeFolder(request.outDir);
  const events = await openEventLog(request.outDir, now, onEvent);
  let run: Run | undefined;
  try {
    run = await openRun(request, signal);
    return await train(run, events, now, signal);
  } catch (error) {
    const failure = signal?.aborted ? await stop(run) : error;
    events.emit({ type: 'failed', ...describeFailure(failure) });
    throw failure;
  } finally {
    events.close();
    await run?.close();
  }
}

async function train(
  run: Run,
  events: EventLog,
  now: () => number,
  signal?: AbortSignal,
): Promise<TrainResult> {
  const { state, plan, progress } = run;
  const pace = createPace();
  const gradient = run.engine.gradientRoom();
  announce(run, events);
  for (;;) {
    if (evaluationDue(run)) {
      const started = now();
      await evaluate(run, events, signal);
      pace.evaluation(now() - started);
    }
    if (segmentDue(run)) await closeSegment(run, events);
    if (isOver(run)) break;
    const started = now();
    const { tokens, ...report } = await optimize(run, gradient, signal);
    progress.seconds += (now() - started) / 1000;
    pace.step(tokens, now() - started);
    events.emit({
      type: 'step',
      ...report,
      tokens: progress.tokens,
      tokensPerSecond: pace.tokensPerSecond(),
      secondsLeft: pace.secondsLeft(plan.steps - state.step, evaluationsLeft(run)),
    });
  }
  const result = await exportResult(run);
  events.emit({
    type: 'finished',
    steps: state.step,
    ...(state.step < plan.steps ? { plannedSteps: plan.steps } : {}),
    seconds: progress.seconds,
    tokensPerSecond: progress.seconds > 0 ? progress.tokens / progress.seconds : 0,
    ...heldOut(result),
    peakMemoryBytes: machine.peakMemoryBytes(),
  });
  return result;
}

function announce({ engine, class: name, plan, data, state }: Run, events: EventLog): void {
  events.emit({
    type: 'started',
    engine: `onnx ${executorName(engine.executor)}`,
    class: name,
    steps: plan.steps,
    rows: data.rows,
    heldOutRows: data.heldOutRows,
    skippedRows: data.skippedRowCount,
    tokens: data.tokensPerEpoch,
    trainableParameters: engine.layout.length,
    resumedFromStep: state.step,
  });
  if (state.step > 0) return;
  for (const warning of runWarnings(data)) events.emit({ type: 'warning', ...warning });
}

function evaluationsLeft({ data, manifest, plan, state }: Run): number {
  if (data.heldOut.length === 0) return 0;
  const every = manifest.evaluation.everySteps;
  return every === 0 ? 1 : Math.ceil((plan.steps - state.step) / every);
}

function heldOut({ metrics }: TrainResult) {
  const { heldOutLossBefore, heldOutLossAfter } = metrics;
  return {
    ...(heldOutLossBefore === undefined ? {} : { heldOutLossBefore }),
    ...(heldOutLossAfter === undefined ? {} : { heldOutLossAfter }),
  };
}

/** Keeps what was reached before the run was told to stop. */
async function stop(run: Run | undefined): Promise<TrainError> {
  // Where evaluations are part of the state, one that was cut off must not leave a state without it.
  const half = run?.manifest.evaluation.stopAfter !== undefined && evaluationDue(run);
  if (!half) await run?.save();
  const step = (half ? run.ledger.step : run?.state.step) ?? 0;
  return new TrainError(
    'canceled',
    `stopped after step ${step}`,
    'Start the job again with the same folder: it goes on from there.',
    step,
  );
}
