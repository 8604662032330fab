import type { Chat } from '../generate/open-chat.ts';
import { ANSWER_METRICS } from './answer-metrics.ts';
import type { AnswerMetricName } from './answer-metrics.ts';
import type { AnswerItem } from './answer-items.ts';
import { answerNumber } from './answer-number.ts';
import { atOnce } from './at-once.ts';
import { compareScores } from './compare-scores.ts';
import type { ScoreComparison, Scores } from './compare-scores.ts';

/** Texts that are written at the same time. */
const TEXTS_AT_ONCE = 8;

/** What was written and what it is worth. */
export type WrittenAnswer = { text: string; scores: Scores };

/** Answers of a base model, and of an adapter, beside the right ones. */
export type AnswerEvaluation = ScoreComparison & {
  answers: { row: number; right: string; base: WrittenAnswer; adapter?: WrittenAnswer }[];
};

/**
 * Has a model answer questions, greedily, and compares its answers with the right ones: exact match and token F1, and
 * GSM8K's numbers where all right answers have one.
 *
 * @param options.adapterDir PEFT folder; absent: the base alone.
 */
export async function evaluateAnswers(
  chat: Pick<Chat, 'complete'>,
  items: readonly AnswerItem[],
  options: { adapterDir?: string | undefined; maxTokens: number; signal?: AbortSignal | undefined },
): Promise<AnswerEvaluation> {
  const isNumeric = items.every(({ right }) => answerNumber(right, 'marked') !== undefined);
  const names: AnswerMetricName[] = ['exactMatch', 'tokenF1', ...(isNumeric ? GSM8K : [])];
  const write = (adapterDir: string | undefined) =>
    atOnce(items, TEXTS_AT_ONCE, async ({ messages, right }): Promise<WrittenAnswer> => {
      const { maxTokens, signal } = options;
      let text = '';
      for await (const piece of chat.complete({ messages, adapterDir, maxTokens, signal }))
        text += piece.text;
      return {
        text,
        scores: Object.fromEntries(names.map((name) => [name, ANSWER_METRICS[name](text, right)])),
      };
    });
  const base = await write(undefined);
  const adapter = options.adapterDir === undefined ? undefined : await write(options.adapterDir);
  const scores = (answers: readonly WrittenAnswer[]) => answers.map((answer) => answer.scores);
  return {
    ...compareScores(scores(base), adapter && scores(adapter)),
    answers: items.map(({ row, right }, i) => ({
      ...{ row, right, base: base[i]! },
      ...(adapter ? { adapter: adapter[i]! } : {}),
    })),
  };
}

const GSM8K = ['gsm8k', 'gsm8kLastNumber'] as const;
