import { createHash } from 'node:crypto';
import type { JobManifest } from '@cultivar/sdk/spec';
import type { BaseModel } from '../model/base-model.ts';
import { compileChatTemplate } from './chat-template.ts';
import type { ChatTemplate } from './chat-template.ts';
import { dataDigest } from './data-digest.ts';
import { DataError } from './data-error.ts';
import type { DatasetFiles } from './dataset-files.ts';
import type { Document } from './document.ts';
import { encodeConversation } from './encode-conversation.ts';
import type { Message } from './message.ts';
import { packDocuments } from './pack-documents.ts';
import { philoxStream } from './philox.ts';
import { readConversations } from './read-conversations.ts';
import type { Conversation } from './read-conversations.ts';
import { shuffled } from './shuffled.ts';
import { splitRows } from './split-rows.ts';
import { TemplateError } from './template-error.ts';
import { toSequence } from './to-sequence.ts';
import type { TrainingData } from './training-data.ts';

/** What of a job's manifest decides its data. */
export type DataPlan = Pick<JobManifest, 'data' | 'sequenceLength' | 'packing'>;

/** Training data, and what was done to the rows on the way. */
export type PreparedData = TrainingData & {
  /** Rows used, but cut to the sequence length, by their numbers. */
  truncatedRows: number[];
  /** Labels that count in the loss in one pass over the training rows. */
  countedTokensPerEpoch: number;
};

/**
 * Reads a job's datasets into training sequences: rows to conversations, a seeded split, tokens with masks, packing.
 * The files are read twice, first to check and split all rows, then to encode the chosen ones, so that memory holds
 * tokens of those only. The same plan, files and model give the same sequences on every machine.
 *
 * @param datasets One entry for each of the manifest's datasets, in order.
 * @throws DataError, TemplateError
 */
export async function prepareData(
  plan: DataPlan,
  datasets: readonly DatasetFiles[],
  model: Pick<BaseModel, 'tokenizer' | 'specialTokens' | 'chatTemplate'>,
): Promise<PreparedData> {
  const rows = await scanRows(plan, datasets);
  const { heldOutRows, maxRows, orderSeed } = plan.data;
  const split = splitRows(rows.contents, { heldOutRows, maxRows, seed: orderSeed });
  if (split.heldOut.length < heldOutRows || split.train.length === 0) {
    const found = `${rows.contents.length} usable rows leave ${split.heldOut.length} to hold out`;
    const detail = `${found} (${heldOutRows} are asked for) and ${split.train.length} to train on`;
    throw new DataError('split', fileNames(datasets), null, detail);
  }
  for (const place of split.leaking) {
    rows.skipped.push({ row: rows.numbers[place]!, reason: 'is a copy of a held-out row' });
  }
  const chosen = new Map<number, string>();
  for (const place of [...split.train, ...split.heldOut])
    chosen.set(rows.numbers[place]!, rows.contents[place]!);
  const encoded = await encodeRows(plan, datasets, model, chosen);
  const skippedRows = [...rows.skipped, ...encoded.skipped].sort((a, b) => a.row - b.row);
  const documentsOf = (places: number[]) =>
    places.flatMap((place) => encoded.documents.get(rows.numbers[place]!) ?? []);
  const train = documentsOf(split.train);
  const heldOut = documentsOf(split.heldOut);
  if (train.length === 0) {
    throw new DataError('no_unmasked_token', fileNames(datasets), null, whyNone(skippedRows));
  }
  const lay = (documents: Document[]) => layDocuments(documents, plan, model.specialTokens.pad ?? 0);
  const [trainSequences, heldOutSequences] = [lay(train), lay(heldOut)];
  const epoch = (n: number) => shuffled(trainSequences, philoxStream(orderSeed, n + 1));
  return {
    epoch,
    heldOut: heldOutSequences,
    rows: train.length,
    heldOutRows: heldOut.length,
    skippedRows,
    truncatedRows: encoded.truncated,
    tokensPerEpoch: train.reduce((sum, document) => sum + document.ids.length, 0),
    countedTokensPerEpoch: trainSequences.reduce((sum, sequence) => sum + sequence.tokens, 0),
    digest: dataDigest(orderSeed, epoch(0), heldOutSequences),
  };
}

type Skipped = { row: number; reason: string }[];

/** First reading: which rows are conversations, and a digest of what each says. */
async function scanRows({ data }: DataPlan, datasets: readonly DatasetFiles[]) {
  const [numbers, contents, skipped]: [number[], string[], Skipped] = [[], [], []];
  for await (const conversation of readConversations(datasets)) {
    if (conversation.messages) {
      numbers.push(conversation.row);
      contents.push(contentDigest(conversation.messages));
    } else leaveOut(data.badRows, conversation, conversation.problem, skipped);
  }
  if (numbers.length === 0) throw new DataError('no_rows', fileNames(datasets), null, whyNone(skipped));
  return { numbers, contents, skipped };
}

/** Second reading: the chosen rows as tokens. */
async function encodeRows(
  { data, sequenceLength }: DataPlan,
  datasets: readonly DatasetFiles[],
  model: Pick<BaseModel, 'tokenizer' | 'specialTokens' | 'chatTemplate'>,
  chosen: ReadonlyMap<number, string>,
) {
  const template = templateOf(model, data.templateDate);
  const documents = new Map<number, Document>();
  const [truncated, skipped]: [number[], Skipped] = [[], []];
  for await (const conversation of readConversations(datasets)) {
    const content = chosen.get(conversation.row);
    if (content === undefined) continue;
    const { messages, row, file, fileRow } = conversation;
    if (!messages || contentDigest(messages) !== content) {
      throw new DataError('changed', file, fileRow, 'is not what it was when the file was first read');
    }
    try {
      const { ids, counted } = encodeConversation(messages, template, model);
      const marks = data.lossOn === 'all' ? counted.map(() => 1) : counted;
      const last = marks.lastIndexOf(1, sequenceLength - 1);
      // The first token is nobody's label, so a mark on it alone teaches nothing.
      if (last < 1) {
        const reason = `no token of an answer stands in its first ${sequenceLength} tokens`;
        leaveOut(data.badRows, conversation, reason, skipped);
        continue;
      }
      if (ids.length > sequenceLength) truncated.push(row);
      // What follows the last counted token can teach nothing and is not computed.
      documents.set(row, {
        row,
        ids: Int32Array.from(ids.slice(0, last + 1)),
        counted: Uint8Array.from(marks),
      });
    } catch (error) {
      if (!(error instanceof TemplateError) || error.code !== 'raised') throw error;
      leaveOut(data.badRows, conversation, error.message, skipped);
    }
  }
  return { documents, truncated, skipped };
}

function templateOf(
  model: Pick<BaseModel, 'tokenizer' | 'specialTokens' | 'chatTemplate'>,
  date: string,
): ChatTemplate {
  const { bos, endOfTurn } = model.specialTokens;
  const text = (id: number | null | undefined) =>
    id === null || id === undefined ? '' : model.tokenizer.decode([id]);
  return compileChatTemplate(model.chatTemplate, { date, bosToken: text(bos), eosToken: text(endOfTurn[0]) });
}

function layDocuments(documents: Document[], { sequenceLength, packing }: DataPlan, pad: number) {
  const lengths = documents.map((document) => document.ids.length);
  const groups = packing ? packDocuments(lengths, sequenceLength) : documents.map((_, i) => [i]);
  return groups.map((group) =>
    toSequence(
      group.map((i) => documents[i]!),
      sequenceLength,
      pad,
    ),
  );
}

function leaveOut(
  badRows: 'skip' | 'refuse',
  { row, file, fileRow }: Conversation,
  reason: string,
  skipped: Skipped,
) {
  if (badRows === 'refuse') throw new DataError('bad_row', file, fileRow, reason);
  skipped.push({ row, reason });
}

function contentDigest(messages: readonly Message[]): string {
  return createHash('sha256').update(JSON.stringify(messages)).digest('base64');
}

function fileNames(datasets: readonly DatasetFiles[]): string {
  return datasets.flatMap(({ files }) => files.map((file) => file.name)).join(', ') || 'no file';
}

function whyNone(skipped: Skipped): string {
  const [first] = skipped;
  return first ? `no row is usable; row ${first.row}: ${first.reason}` : 'holds no rows';
}
