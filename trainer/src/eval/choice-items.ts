import { readRows } from '#read-rows';
import { DataError } from '../data/data-error.ts';
import type { DatasetFiles } from '../data/dataset-files.ts';
import type { ItemOptions } from './answer-items.ts';

/** A question with answers to choose from. */
export type ChoiceItem = { row: number; question: string; choices: string[]; right: number };

const QUESTION = ['question', 'prompt', 'ctx', 'input'];
const CHOICES = ['choices', 'options', 'endings'];
const ANSWER = ['answer', 'answerKey', 'label', 'gold'];

/**
 * Questions with choices, in the forms of the usual test sets: `choices` are texts, or `{ text, label }` of as many;
 * the answer is a number from 0, a label, a letter, or the right text itself.
 *
 * @throws DataError for a row that is none of these, unless such rows are skipped.
 */
export async function choiceItems(
  datasets: readonly DatasetFiles[],
  { maxRows = Infinity, badRows, signal }: ItemOptions,
): Promise<{ items: ChoiceItem[]; skippedRowCount: number }> {
  const items: ChoiceItem[] = [];
  let [row, skippedRowCount] = [0, 0];
  for (const file of datasets.flatMap(({ files }) => files)) {
    for await (const item of readRows(file)) {
      signal?.throwIfAborted();
      row++;
      if (items.length >= maxRows) return { items, skippedRowCount };
      const found = 'problem' in item ? item.problem : itemOf(item.value);
      if (typeof found !== 'string') items.push({ row, ...found });
      else if (badRows === 'skip') skippedRowCount++;
      else throw new DataError('bad_row', file.name, item.row, found);
    }
  }
  if (items.length === 0) throw new DataError('no_rows', 'the test set', 1, 'holds no question with choices');
  return { items, skippedRowCount };
}

/** @returns What keeps it from being one, in words. */
function itemOf(value: Record<string, unknown>): Omit<ChoiceItem, 'row'> | string {
  const column = (names: readonly string[]) => names.find((name) => value[name] !== undefined);
  const [asked, offered, said] = [QUESTION, CHOICES, ANSWER].map(column);
  if (!asked || !offered || !said) {
    const [what, names] = !asked
      ? ['question', QUESTION]
      : !offered
        ? ['choices', CHOICES]
        : ['answer', ANSWER];
    return `has no ${what} (${names.join(', ')})`;
  }
  const question = value[asked];
  const found = choicesOf(value[offered]);
  if (typeof question !== 'string' || question.trim() === '') return `${asked} is no text`;
  if (!found) return `${offered} are no two texts or more`;
  const right = rightOf(value[said], found);
  if (right < 0) return `${said} is none of ${offered}`;
  return { question, choices: found.texts, right };
}

type Choices = { texts: string[]; labels: string[] };

function choicesOf(value: unknown): Choices | undefined {
  const texts = (list: unknown): string[] | undefined =>
    Array.isArray(list) && list.length > 1 && list.every((item) => typeof item === 'string' && item !== '')
      ? (list as string[])
      : undefined;
  const plain = texts(value);
  if (plain) return { texts: plain, labels: plain.map((_, i) => String.fromCharCode(65 + i)) };
  const { text, label } = (value ?? {}) as { text?: unknown; label?: unknown };
  const [named, labels] = [texts(text), texts(label)];
  return named && labels?.length === named.length ? { texts: named, labels } : undefined;
}

function rightOf(answer: unknown, { texts, labels }: Choices): number {
  if (typeof answer === 'number')
    return Number.isInteger(answer) && answer >= 0 && answer < texts.length ? answer : -1;
  if (typeof answer !== 'string') return -1;
  const label = labels.indexOf(answer);
  if (label >= 0) return label;
  const text = texts.indexOf(answer);
  if (text >= 0) return text;
  return /^\d+$/.test(answer) && Number(answer) < texts.length ? Number(answer) : -1;
}
