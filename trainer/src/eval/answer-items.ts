import type { DatasetFiles } from '../data/dataset-files.ts';
import { DataError } from '../data/data-error.ts';
import type { Example } from '../data/example.ts';
import type { Message } from '../data/message.ts';
import { readExamples } from '../data/read-examples.ts';

/** A question with its right answer. */
export type AnswerItem = { row: number; messages: Message[]; right: string };

/** What is read of a test set, and how. */
export type ItemOptions = {
  maxRows?: number | undefined;
  badRows: 'refuse' | 'skip';
  signal?: AbortSignal | undefined;
};

/**
 * Questions of a test set: each conversation up to its last turn, which is the right answer.
 *
 * @throws DataError for a row that asks nothing, unless such rows are skipped.
 */
export async function answerItems(
  datasets: readonly DatasetFiles[],
  { maxRows = Infinity, badRows, signal }: ItemOptions,
): Promise<{ items: AnswerItem[]; skippedRowCount: number }> {
  const items: AnswerItem[] = [];
  let skippedRowCount = 0;
  for await (const { row, file, fileRow, example, problem } of readExamples(datasets, signal)) {
    if (items.length >= maxRows) break;
    const found = example ? itemOf(example) : problem!;
    if (typeof found !== 'string') items.push({ row, ...found });
    else if (badRows === 'skip') skippedRowCount++;
    else throw new DataError('bad_row', file, fileRow, found);
  }
  if (items.length === 0)
    throw new DataError('no_rows', 'the test set', 1, 'holds no question with an answer');
  return { items, skippedRowCount };
}

/** @returns What keeps it from being one, in words. */
function itemOf(example: Example): Omit<AnswerItem, 'row'> | string {
  if (example.kind !== 'conversation') return `is ${example.kind}, no question with an answer`;
  if (example.tools) return 'offers tools, which are not asked for here';
  const last = example.messages.at(-1);
  if (last?.role !== 'assistant' || last.content.trim() === '') return 'does not end with an answer';
  const messages = example.messages.slice(0, -1);
  return messages.length === 0 ? 'asks nothing' : { messages, right: last.content };
}
