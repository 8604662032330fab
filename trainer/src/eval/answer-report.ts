import { answerItems } from './answer-items.ts';
import type { ItemOptions } from './answer-items.ts';
import { choiceItems } from './choice-items.ts';
import { evaluateAnswers } from './evaluate-answers.ts';
import type { AnswerEvaluation } from './evaluate-answers.ts';
import { evaluateChoices } from './evaluate-choices.ts';
import type { ChoiceEvaluation } from './evaluate-choices.ts';
import type { DatasetFiles } from '../data/dataset-files.ts';
import { openChat } from '../generate/open-chat.ts';
import type { ModelFile } from '../model/model-file.ts';

/** Tasks whose answers are compared with right ones. */
export type AnswerTask = 'answers' | 'choice';

/** What a model, and an adapter beside it, reached on a test set. */
export type AnswerReport = {
  task: AnswerTask;
  rows: number;
  skippedRowCount: number;
} & (AnswerEvaluation | ChoiceEvaluation);

/**
 * Measures a model on a test set: the answers that it writes, or those that it chooses.
 *
 * @throws DataError, ModelFileError, TemplateError, GenerationError, or the signal's reason.
 */
export async function answerReport(
  task: AnswerTask,
  datasets: readonly DatasetFiles[],
  options: ItemOptions & {
    modelFiles: readonly ModelFile[];
    adapterDir?: string | undefined;
    maxTokens: number;
    threads?: number | undefined;
  },
): Promise<AnswerReport> {
  const { modelFiles, threads } = options;
  // What is wrong with the test set is said before the model is read.
  const answers = task === 'answers' ? await answerItems(datasets, options) : undefined;
  const choices = task === 'choice' ? await choiceItems(datasets, options) : undefined;
  const chat = await openChat({
    modelFiles,
    ...(threads === undefined ? {} : { threads }),
    today: PINNED_DATE,
  });
  try {
    const measured = answers
      ? await evaluateAnswers(chat, answers.items, options)
      : await evaluateChoices(chat, choices!.items, options);
    const { items, skippedRowCount } = (answers ?? choices)!;
    return { task, rows: items.length, skippedRowCount, ...measured };
  } finally {
    await chat.close();
  }
}

/** Templates may print a date: the same test gives the same answers tomorrow. */
const PINNED_DATE = '2026-01-01';
