import type { TrainEvent } from '@cultivar/sdk/spec';
import { expect, it } from 'vitest';
import { NO_TAB_RUN, tabRunAfter } from './tab-run.ts';

const PLAN = {
  settings: { template: 'instruction', steps: 2, evalEvery: 0, checkpointEvery: 1, seed: 0 },
  question: 'Why?',
  model: ['m.gguf'],
  dataset: { name: 'rows.jsonl', format: { name: 'text', field: 'text' } },
} as const;
const STEP: TrainEvent = {
  ...{ type: 'step', seq: 1, timeMs: 1, step: 1, loss: 2, learningRate: 1e-3, gradNorm: 1 },
  ...{ tokens: 10, tokensPerSecond: 5, secondsLeft: 2 },
};
const plan = { ...PLAN, model: [...PLAN.model] };

it('shows a run that is kept as far as it came', () => {
  const kept = { plan, events: [STEP], before: 'No.', after: undefined };
  const run = tabRunAfter(NO_TAB_RUN, { kept });
  expect(run).toMatchObject({ phase: 'resting', plan, before: 'No.', after: undefined });
  expect(run.history.steps).toEqual([STEP]);
});

it('trains as soon as what it needs is kept', () => {
  const kept = { plan, events: [], before: undefined, after: undefined };
  expect(tabRunAfter({ ...NO_TAB_RUN, phase: 'keeping' }, { kept }).phase).toBe('training');
});

it('rests without a plan when nothing is kept', () => {
  expect(tabRunAfter(NO_TAB_RUN, { kept: undefined })).toEqual({ ...NO_TAB_RUN, phase: 'resting' });
});

it('grows with what the worker says, and rests when it has ended', () => {
  const training = { ...NO_TAB_RUN, phase: 'training', plan } as const;
  const heard = tabRunAfter(tabRunAfter(training, { event: STEP }), { when: 'after', answer: 'Becau' });
  expect(heard).toMatchObject({ phase: 'training', after: 'Becau' });
  expect(heard.history.lastSeq).toBe(1);
  expect(tabRunAfter(heard, { stopped: true })).toEqual({ ...heard, phase: 'resting' });
  expect(tabRunAfter(heard, { failed: 'no room' })).toMatchObject({ phase: 'resting', failure: 'no room' });
  expect(tabRunAfter(heard, { result: [] })).toMatchObject({ phase: 'resting', result: [] });
});
