import type { TrainEvent } from '@cultivar/sdk/spec';
import { expect, it } from 'vitest';
import { memoryStorage } from '../../../test/memory-storage.ts';
import { keepRun, keptRun } from './kept-run.ts';
import { appendEvents, EMPTY_RUN } from './run-history.ts';

const event = (seq: number): TrainEvent => ({ seq, timeMs: seq, type: 'warning', code: 'c', message: 'm' });

it('gives back the run after a reload', () => {
  const storage = memoryStorage();
  const run = appendEvents(EMPTY_RUN, [event(1), event(2)]);
  keepRun(storage, '1:1', run);
  expect(keptRun(storage, '1:1')).toEqual(run);
});

it('begins empty where nothing readable is kept', () => {
  expect(keptRun(memoryStorage({ 'cultivar.run.1:1': '{"events":[{}]}' }), '1:1')).toBe(EMPTY_RUN);
  expect(keptRun(memoryStorage({ 'cultivar.run.1:1': '<' }), '1:1')).toBe(EMPTY_RUN);
});

it('keeps the newest four runs', () => {
  const storage = memoryStorage();
  for (let at = 1; at <= 6; at++) keepRun(storage, `1:${at}`, appendEvents(EMPTY_RUN, [event(1)]), at);
  expect([1, 2, 3, 4, 5, 6].filter((at) => keptRun(storage, `1:${at}`).lastSeq > 0)).toEqual([3, 4, 5, 6]);
});

it('keeps nothing of a run that is too long for a browser', () => {
  const storage = memoryStorage();
  const events = Array.from({ length: 4001 }, (_, index) => event(index + 1));
  keepRun(storage, '1:1', appendEvents(EMPTY_RUN, events));
  expect(storage.length).toBe(0);
});
