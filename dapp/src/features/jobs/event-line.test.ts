import { expect, it } from 'vitest';
import { eventLine } from './event-line.ts';

it('writes a step with its loss, rate, gradient and speed', () => {
  const line = eventLine({
    seq: 4,
    timeMs: 9,
    type: 'step',
    step: 558,
    loss: 1.29871,
    learningRate: 6.7e-5,
    gradNorm: 0.611,
    tokens: 8192,
    tokensPerSecond: 883.7,
    secondsLeft: 3,
  });
  expect(line.text).toBe('n=558 loss=1.2987 lr=6.7e-5 |g|=0.61 884 tok/s');
});

it('tells rows that were set aside and a run that was resumed', () => {
  const started = {
    seq: 1,
    timeMs: 9,
    type: 'started',
    engine: 'onnx ort-cpu',
    class: 'tolerance',
    steps: 40,
    rows: 120,
    heldOutRows: 12,
    skippedRows: 3,
    tokens: 9000,
    trainableParameters: 1,
    resumedFromStep: 16,
  } as const;
  expect(eventLine(started).text).toBe(
    'onnx ort-cpu, 120 rows, 12 held out, 3 rows set aside, 40 steps, resumed from step 16',
  );
  expect(eventLine({ ...started, skippedRows: 0, resumedFromStep: 0 }).text).toBe(
    'onnx ort-cpu, 120 rows, 12 held out, 40 steps',
  );
});

it('gives a failure with its hint in the tone of danger', () => {
  const line = eventLine({
    seq: 1,
    timeMs: 1,
    type: 'failed',
    code: 'x',
    message: 'Row 8 is broken.',
    hint: 'Remove it.',
  });
  expect(line).toMatchObject({ text: 'Row 8 is broken. Remove it.', tone: 'danger' });
});
