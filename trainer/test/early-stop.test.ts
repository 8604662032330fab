import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { parseManifest, traceShape, trainEventSchema } from '@cultivar/sdk/spec';
import type { TrainEvent } from '@cultivar/sdk/spec';
import { runTraining } from '../src/index.ts';
import type { TrainRequest } from '../src/index.ts';
import { openReplay } from '../src/run/open-replay.ts';
import { tinyJob } from './support/tiny-job.ts';

/** No evaluation of the tiny model gains so much: patience runs out as fast as it can. */
const stopAfter = { evaluations: 1, gain: 100 };

async function jobThatEnds(): Promise<TrainRequest> {
  return { ...(await tinyJob({ steps: 7, evaluation: { everySteps: 3, stopAfter } })), threads: 1 };
}

async function train(request: TrainRequest, signal?: AbortSignal, watch?: (event: TrainEvent) => void) {
  const events: TrainEvent[] = [];
  const result = await runTraining(request, {
    signal,
    onEvent(event) {
      events.push(trainEventSchema.parse(event));
      watch?.(event);
    },
  });
  return { result, events };
}

it(
  'ends where patience does, with a trace as long as was agreed, also when it was stopped',
  { timeout: 120_000 },
  async () => {
    const request = await jobThatEnds();
    const { result, events } = await train(request);
    expect(
      events.flatMap((event) => (event.type === 'eval' ? [[event.step, event.withoutGain]] : [])),
    ).toEqual([
      [0, 0],
      [3, 1],
    ]);
    expect(events.at(-1)).toMatchObject({ type: 'finished', steps: 3, plannedSteps: 7 });
    expect(result.metrics).toMatchObject({ steps: 3, plannedSteps: 7 });
    const { leaves, files } = parseManifest(JSON.parse(await readFile(result.tracePath, 'utf8')), 'trace');
    expect(leaves.map(({ stage, step }) => `${stage} ${step}`)).toEqual([
      ...['init 0', 'segment 2', 'segment 3', 'segment 3', 'segment 3', 'evaluation 3', 'export 3'],
    ]);
    expect(leaves).toHaveLength(traceShape(parseManifest(request.manifest, 'job'), 7).segments);
    expect(files.map(({ sha256 }) => sha256).slice(1)).toEqual(
      leaves.slice(1, 3).map(({ stateHash }) => stateHash),
    );

    // Each leaf can be made again, those of no step too.
    const { replay, startOf, close } = await openReplay(request);
    for (const [index, { stateHash, seal }] of leaves.entries()) {
      const step = leaves[startOf(index)]!.step;
      const state =
        step === 0 ? undefined : await readFile(`${request.outDir}/checkpoints/step-00000${step}.state`);
      expect(await replay(index, state)).toMatchObject({ stateHash, seal });
    }
    await close();

    // The second time it stops just before the evaluation that ends it: a state without that one is not kept.
    const stopped = await jobThatEnds();
    for (const [step, kept] of [
      [1, 1],
      [3, 2],
    ]) {
      const stop = new AbortController();
      const running = train(stopped, stop.signal, (event) => {
        if (event.type === 'step' && event.step === step) stop.abort();
      });
      await expect(running).rejects.toMatchObject({ code: 'canceled', step: kept });
    }
    const resumed = await train(stopped);
    expect(resumed.events.at(-1)).toMatchObject({ type: 'finished', steps: 3, plannedSteps: 7 });
    expect(resumed.result.traceRoot).toBe(result.traceRoot);
  },
);
