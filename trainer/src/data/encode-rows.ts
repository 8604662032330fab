import type { BaseModel } from '../model/base-model.ts';
import type { ChatTemplate } from './chat-template.ts';
import { DataError } from './data-error.ts';
import type { DatasetFiles } from './dataset-files.ts';
import type { DocumentStore } from './document-store.ts';
import { encodeConversation } from './encode-conversation.ts';
import type { EncodedConversation } from './encode-conversation.ts';
import { encodeText } from './encode-text.ts';
import type { Example } from './example.ts';
import { leaveOut } from './leave-out.ts';
import type { DataPlan } from './prepare-data.ts';
import { readExamples } from './read-examples.ts';
import { exampleDigest } from './scan-rows.ts';
import type { ScannedRows } from './scan-rows.ts';
import { TemplateError } from './template-error.ts';
import { templateOf } from './template-of.ts';

/** Where the documents of the rows stand, and which rows were cut. */
export type EncodedRows = {
  /** First document of the row at a place, or -1. A row's documents follow one another. */
  firstDocuments: Int32Array;
  truncated: number[];
};

type TextModel = Pick<BaseModel, 'tokenizer' | 'specialTokens' | 'chatTemplate'>;

/**
 * Reads the rows a second time and puts the chosen ones into the store as tokens with masks.
 *
 * @param chosen 1 at the places that are wanted.
 * @throws DataError `changed` when a file is not what it was, `bad_row`; TemplateError
 */
export async function encodeRows(
  { data, sequenceLength }: DataPlan,
  datasets: readonly DatasetFiles[],
  model: TextModel,
  { numbers, exact, skipped }: ScannedRows,
  chosen: Uint8Array,
  store: DocumentStore,
  signal?: AbortSignal,
): Promise<EncodedRows> {
  const template = templateOf(model, data.templateDate);
  const firstDocuments = new Int32Array(numbers.length).fill(-1);
  const truncated: number[] = [];
  let place = 0;
  for await (const row of readExamples(datasets, signal)) {
    if (row.row !== numbers[place]) continue;
    const here = place++;
    if (chosen[here] === 0) continue;
    const { example, file, fileRow } = row;
    if (!example || !sameDigest(exampleDigest(example), exact.at(here)))
      throw new DataError('changed', file, fileRow, 'is not what it was when the file was first read');
    try {
      const pieces = encode(example, template, model, sequenceLength);
      const isPair = example.kind === 'preference';
      const lossOn = isPair ? 'assistant' : data.lossOn;
      const documents = pieces.flatMap((piece) => cut(piece, lossOn, sequenceLength) ?? []);
      if (documents.length < (isPair ? 2 : 1)) {
        const reason = `no token of an answer stands in its first ${sequenceLength} tokens`;
        leaveOut(data.badRows, row, reason, skipped);
        continue;
      }
      if (pieces.some(({ ids }) => ids.length > sequenceLength)) truncated.push(row.row);
      firstDocuments[here] = store.length;
      for (const document of documents) store.add({ row: row.row, ...document });
    } catch (error) {
      if (!(error instanceof TemplateError) || error.code !== 'raised') throw error;
      leaveOut(data.badRows, row, error.message, skipped);
    }
  }
  if (place < numbers.length) {
    const names = datasets.flatMap(({ files }) => files.map((file) => file.name)).join(', ');
    throw new DataError('changed', names, null, 'has fewer rows than when it was first read');
  }
  return { firstDocuments, truncated };
}

function encode(
  example: Example,
  template: ChatTemplate,
  model: TextModel,
  sequenceLength: number,
): EncodedConversation[] {
  if (example.kind === 'text') return encodeText(example.text, model, sequenceLength);
  if (example.kind === 'conversation')
    return [encodeConversation(example.messages, template, model, { tools: example.tools })];
  const { prompt, chosen, rejected } = example;
  return [chosen, rejected].map((answer) =>
    encodeConversation([...prompt, ...answer], template, model, { from: prompt.length }),
  );
}

function cut({ ids, counted }: EncodedConversation, lossOn: 'assistant' | 'all', sequenceLength: number) {
  const marks = lossOn === 'all' ? counted.map(() => 1) : counted;
  const last = marks.lastIndexOf(1, sequenceLength - 1);
  // The first token is nobody's label, so a mark on it alone teaches nothing.
  if (last < 1) return undefined;
  // What follows the last counted token can teach nothing and is not computed.
  return { ids: Int32Array.from(ids.slice(0, last + 1)), counted: Uint8Array.from(marks.slice(0, last + 1)) };
}

function sameDigest(digest: Uint8Array, known: string): boolean {
  return String.fromCharCode(...digest.subarray(0, known.length)) === known;
}
