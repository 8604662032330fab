import { describe, expect, it } from 'vitest';
import { ANSWER_METRICS } from './answer-metrics.ts';
import { answerNumber } from './answer-number.ts';
import { estimate, estimateDifference } from './interval.ts';
import { normalizedAnswer } from './normalized-answer.ts';

const { exactMatch, tokenF1, gsm8k, gsm8kLastNumber } = ANSWER_METRICS;

describe('an answer', () => {
  it('is compared without case, punctuation, articles and extra spaces', () => {
    expect(normalizedAnswer(' The  Eiffel-Tower, in a "Paris"! ')).toBe('eiffeltower in paris');
    expect(exactMatch('the cat.', 'Cat')).toBe(1);
    expect(exactMatch('cats', 'cat')).toBe(0);
  });

  // Figures of SQuAD's evaluate-v1.1.py.
  it.each([
    ['the big black cat', 'a black dog', 2 / 5],
    ['cat cat dog', 'cat dog dog', 2 / 3],
    ['yes', 'no', 0],
    ['', '', 1],
    ['something', '', 0],
  ])('%j beside %j shares words worth %d', (written, right, f1) => {
    expect(tokenF1(written, right)).toBeCloseTo(f1, 10);
  });

  it.each([
    ['so it is 18.\n#### 1,234.50', 'marked', 1234.5],
    ['#### 3 apples, then #### $-7', 'marked', -7],
    ['it is 18', 'marked', undefined],
    ['first 3, then 18.', 'last', 18],
    ['costs $.50', 'last', 0.5],
    ['none', 'last', undefined],
  ] as const)('%j comes, %s, to %s', (text, where, number) => {
    expect(answerNumber(text, where)).toBe(number);
  });

  it('is right by its number whatever stands around it', () => {
    expect(gsm8k('2 + 2 = 4\n#### 4.0', 'so\n#### 4')).toBe(1);
    expect(gsm8k('it is 4', 'so\n#### 4')).toBe(0);
    expect(gsm8kLastNumber('it is 4', 'so\n#### 4')).toBe(1);
    expect(gsm8kLastNumber('none', 'no number')).toBe(0);
  });
});

describe('an estimate', () => {
  it('of shares is Wilson’s', () => {
    // 8 of 10: Brown, Cai and DasGupta 2001 give 0.490 to 0.943.
    const { mean, low, high } = estimate([1, 1, 1, 1, 0, 1, 1, 0, 1, 1]);
    expect([mean, low, high]).toEqual([0.8, expect.closeTo(0.4902, 4), expect.closeTo(0.9433, 4)]);
    expect(estimate([0, 0, 0])).toMatchObject({ mean: 0, low: 0 });
  });

  it('of other values holds their mean, narrower the more there are, and the same each time', () => {
    const values = Array.from({ length: 40 }, (_, i) => (i % 7) / 7);
    const [few, many] = [estimate(values.slice(0, 10)), estimate(values)];
    for (const { mean, low, high } of [few, many]) expect(low < mean && mean < high).toBe(true);
    expect(many.high - many.low).toBeLessThan(few.high - few.low);
    expect(estimate(values)).toEqual(many);
  });

  it('of a difference goes by pairs', () => {
    const first = Array.from({ length: 30 }, (_, i) => (i * 37) % 11);
    const second = first.map((value, i) => value + 1 + (i % 2) / 10);
    const { mean, low, high } = estimateDifference(first, second);
    expect([mean, low > 1, high < 1.1]).toEqual([expect.closeTo(1.05, 10), true, true]);
  });
});
