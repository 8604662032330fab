import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { TrainEvent } from '@cultivar/sdk/spec';
import { tinyJob } from '../../test/support/tiny-job.ts';
import type { TrainRequest } from '../run/train-request.ts';
import { runInPython } from './run-in-python.ts';
import type { PythonEnd, PythonStart } from './start-python.ts';

const python = { dir: '/engine', uv: '/opt/uv' };

/** Runs with a TEST DOUBLE in the engine's place: the real one runs in the deep tests. */
async function runWith(request: TrainRequest, start: (start: PythonStart) => PythonEnd) {
  const events: TrainEvent[] = [];
  const onEvent = (event: TrainEvent) => void events.push(event);
  const run = runInPython({ ...request, python }, { onEvent }, async (given) => start(given));
  return {
    error: await run.then(
      () => undefined,
      (error: Error) => error,
    ),
    events,
  };
}

const failed = (code: string) =>
  JSON.stringify({ seq: 9, timeMs: 1, type: 'failed', code, message: 'what', hint: 'why' });

it('prepares tokens, ledger, first state and the request as checked', async () => {
  const request = await tinyJob();
  let given: Record<string, unknown> = {};
  await runWith(request, ({ requestPath, onLine }) => {
    given = { requestPath };
    onLine(failed('canceled'));
    return { code: 4, words: '' };
  });
  const told = JSON.parse(await readFile(given['requestPath'] as string, 'utf8')) as TrainRequest;
  expect(told).toMatchObject({ python, outDir: request.outDir, manifest: { packing: true, batchSize: 1 } });
  const ledger = JSON.parse(await readFile(join(request.outDir, 'ledger.private.json'), 'utf8')) as object;
  expect(ledger).toMatchObject({ step: 0, leaves: [{ stage: 'init' }] });
  for (const name of ['tokens.safetensors', 'checkpoints/step-000000.state'])
    expect((await readFile(join(request.outDir, name))).length).toBeGreaterThan(100);
});

it.each([
  ['diverged', { name: 'TrainError', code: 'diverged', hint: 'why' }],
  ['model_refused', { name: 'TrainError', code: 'model_refused' }],
  ['unexpected', { name: 'Error', message: 'what' }],
])('passes on that the engine failed with %s, once', async (code, expected) => {
  const { error, events } = await runWith(await tinyJob(), ({ onLine }) => {
    onLine('a word of a library');
    onLine(failed(code));
    return { code: 1, words: '' };
  });
  expect(error).toMatchObject(expected);
  expect(events.map(({ type }) => type)).toEqual(['failed']);
});

it('says how an engine ended that was killed', async () => {
  const { error, events } = await runWith(await tinyJob(), () => ({
    code: null,
    words: 'one\nout of memory',
  }));
  expect(error!.message).toBe('the Python engine ended with a signal: out of memory');
  expect(events).toMatchObject([{ type: 'failed', code: 'unexpected' }]);
});

it('believes no engine that says it has finished and left no state', async () => {
  const finished = {
    seq: 9,
    timeMs: 1,
    type: 'finished',
    steps: 6,
    seconds: 1,
    tokensPerSecond: 1,
    peakMemoryBytes: 1,
  };
  const { error, events } = await runWith(await tinyJob(), ({ onLine }) => {
    onLine(JSON.stringify(finished));
    return { code: 0, words: '' };
  });
  expect(error!.message).toContain('step 0, not 6');
  expect(events.map(({ type }) => type)).toEqual(['failed']);
});

it('takes no job of another engine class', async () => {
  const { error } = await runWith(await tinyJob({ class: 'exact:ort-cpu/x/avx512' }), () => ({
    code: 0,
    words: '',
  }));
  expect(error).toMatchObject({ name: 'TrainError', code: 'class_mismatch' });
});
