import { describe, expect, it } from 'vitest';
import { trainEventSchema } from './train-event.ts';

describe('a training event', () => {
  const step = {
    seq: 3,
    timeMs: 1,
    type: 'step',
    step: 1,
    loss: 2.5,
    learningRate: 0.001,
    gradNorm: 1,
    tokens: 256,
    tokensPerSecond: 400,
    secondsLeft: 9,
  };

  it('is accepted as it is sent', () => {
    expect(trainEventSchema.parse(step)).toEqual(step);
  });

  it.each([
    ['an unknown type', { ...step, type: 'stepp' }],
    ['a loss that is no number', { ...step, loss: Number.NaN }],
    ['no place in the sequence', { ...step, seq: 0 }],
  ])('is refused with %s', (_, event) => {
    expect(trainEventSchema.safeParse(event).success).toBe(false);
  });
});
