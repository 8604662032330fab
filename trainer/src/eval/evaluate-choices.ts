import type { AnswerScore, ScoringChat } from '../generate/open-chat.ts';
import { atOnce } from './at-once.ts';
import type { ChoiceItem } from './choice-items.ts';
import { compareScores } from './compare-scores.ts';
import type { ScoreComparison, Scores } from './compare-scores.ts';

const QUESTIONS_AT_ONCE = 8;

/** Which choice was likeliest, as it is and for its length. */
export type Chosen = { likeliest: number; likeliestByLength: number; scores: Scores };

/** Choices of a base model, and of an adapter, beside the right ones. */
export type ChoiceEvaluation = ScoreComparison & {
  choices: { row: number; right: number; base: Chosen; adapter?: Chosen }[];
};

/**
 * Has a model choose answers by how likely it finds them: as they are, and by their bytes, so that a longer one is not
 * worse for its length (`acc` and `acc_norm` of the LM Evaluation Harness).
 */
export async function evaluateChoices(
  chat: Pick<ScoringChat, 'score'>,
  items: readonly ChoiceItem[],
  options: { adapterDir?: string | undefined; signal?: AbortSignal | undefined },
): Promise<ChoiceEvaluation> {
  const choose = (adapterDir: string | undefined) =>
    atOnce(items, QUESTIONS_AT_ONCE, async ({ question, choices, right }): Promise<Chosen> => {
      const messages = [{ role: 'user', content: question }] as const;
      const found = await chat.score({ messages, adapterDir, signal: options.signal }, choices);
      const likeliest = highest(found, ({ logLikelihood }) => logLikelihood);
      const likeliestByLength = highest(found, ({ logLikelihood, bytes }) => logLikelihood / bytes);
      const scores = {
        accuracy: Number(likeliest === right),
        accuracyByLength: Number(likeliestByLength === right),
      };
      return { likeliest, likeliestByLength, scores };
    });
  const base = await choose(undefined);
  const adapter = options.adapterDir === undefined ? undefined : await choose(options.adapterDir);
  const scores = (all: readonly Chosen[]) => all.map((one) => one.scores);
  return {
    ...compareScores(scores(base), adapter && scores(adapter)),
    choices: items.map(({ row, right }, i) => ({
      ...{ row, right, base: base[i]! },
      ...(adapter ? { adapter: adapter[i]! } : {}),
    })),
  };
}

function highest(found: readonly AnswerScore[], value: (score: AnswerScore) => number): number {
  const values = found.map(value);
  return values.indexOf(Math.max(...values));
}
