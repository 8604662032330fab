import { answerNumber } from './answer-number.ts';
import { normalizedAnswer } from './normalized-answer.ts';

/** What an answer that was written is worth beside the right one: 0 to 1. */
export type AnswerMetric = (written: string, right: string) => number;

/** Metrics of answers by their names. */
export const ANSWER_METRICS = {
  /** The same words, as SQuAD compares them (Rajpurkar et al. 2016). */
  exactMatch: (written, right) => Number(normalizedAnswer(written) === normalizedAnswer(right)),
  /** Harmonic mean of precision and recall of words, each as often as it stands there (SQuAD). */
  tokenF1(written, right) {
    const [ours, theirs] = [words(written), words(right)];
    if (ours.length === 0 || theirs.length === 0) return Number(ours.length === theirs.length);
    const left = new Map<string, number>();
    for (const word of theirs) left.set(word, (left.get(word) ?? 0) + 1);
    let common = 0;
    for (const word of ours) {
      const count = left.get(word) ?? 0;
      if (count === 0) continue;
      left.set(word, count - 1);
      common++;
    }
    return (2 * common) / (ours.length + theirs.length);
  },
  /** The same number after the last `####` (Cobbe et al. 2021). */
  gsm8k: (written, right) => same(answerNumber(written, 'marked'), answerNumber(right, 'marked')),
  /** The last number written, marked or not. */
  gsm8kLastNumber: (written, right) => same(answerNumber(written, 'last'), answerNumber(right, 'marked')),
} as const satisfies Record<string, AnswerMetric>;

export type AnswerMetricName = keyof typeof ANSWER_METRICS;

function words(text: string): string[] {
  return normalizedAnswer(text).split(' ').filter(Boolean);
}

function same(a: number | undefined, b: number | undefined): number {
  return Number(a !== undefined && a === b);
}
