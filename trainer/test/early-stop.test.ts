import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { parseManifest, traceShape, trainEventSchema } from '@cultivar/sdk/spec';
import type { TraceManifest, TrainEvent } from '@cultivar/sdk/spec';
import { runTraining } from '../src/index.ts';
import type { TrainRequest } from '../src/index.ts';
import { tinyJob } from './support/tiny-job.ts';

const PATIENCE_MS = 120_000;
/** No evaluation of the tiny model gains so much: patience runs out as fast as it can. */
const NEVER = { gain: 100 };

async function train(request: TrainRequest, signal?: AbortSignal, watch?: (event: TrainEvent) => void) {
  const events: TrainEvent[] = [];
  const result = await runTraining(request, {
    signal,
    onEvent(event) {
      events.push(trainEventSchema.parse(event));
      watch?.(event);
    },
  });
  const trace = parseManifest(JSON.parse(await readFile(result.tracePath, 'utf8')), 'trace');
  return { result, events, trace };
}

const places = ({ leaves }: TraceManifest) => leaves.map(({ stage, step }) => `${stage} ${step}`);

describe('a run that may end early', { timeout: PATIENCE_MS }, () => {
  it('ends where patience does, and its trace is as long as was agreed', async () => {
    const evaluation = { everySteps: 3, stopAfter: { evaluations: 1, ...NEVER } };
    const request = await tinyJob({ steps: 7, evaluation });
    const { result, events, trace } = await train(request);
    expect(
      events.flatMap((event) => (event.type === 'eval' ? [[event.step, event.withoutGain]] : [])),
    ).toEqual([
      [0, 0],
      [3, 1],
    ]);
    expect(events.at(-1)).toMatchObject({ type: 'finished', steps: 3, plannedSteps: 7 });
    expect(result.metrics).toMatchObject({ steps: 3, plannedSteps: 7 });
    expect(places(trace)).toEqual([
      ...['init 0', 'segment 2', 'segment 3', 'segment 3', 'segment 3', 'evaluation 3', 'export 3'],
    ]);
    expect(trace.leaves).toHaveLength(traceShape(parseManifest(request.manifest, 'job'), 7).segments);
    expect(trace.files.map(({ sha256 }) => sha256).slice(1)).toEqual(
      trace.leaves.slice(1, 3).map(({ stateHash }) => stateHash),
    );
  });

  it('does all its steps while the loss falls, and says no word of more', async () => {
    const evaluation = { everySteps: 1, stopAfter: { evaluations: 6 } };
    const { result, events } = await train(await tinyJob({ steps: 2, evaluation }));
    expect(events.at(-1)).toMatchObject({ type: 'finished', steps: 2 });
    expect(events.at(-1)).not.toHaveProperty('plannedSteps');
    expect(result.metrics).not.toHaveProperty('plannedSteps');
  });

  it('stopped by hand after a step and after an evaluation ends at the same step with the same bits', async () => {
    const job = { steps: 7, evaluation: { everySteps: 1, stopAfter: { evaluations: 2, ...NEVER } } };
    const whole = await train(await tinyJob(job));
    const request = await tinyJob(job);
    for (const type of ['step', 'eval'] as const) {
      const stop = new AbortController();
      const stopped = train(request, stop.signal, (event) => {
        if (event.type === type && event.step === 1) stop.abort();
      });
      await expect(stopped).rejects.toMatchObject({ code: 'canceled' });
    }
    const resumed = await train(request);
    expect(resumed.events.at(-1)).toMatchObject({ type: 'finished', steps: 2, plannedSteps: 7 });
    expect(resumed.result.traceRoot).toBe(whole.result.traceRoot);
  });
});
