import { machine } from '#machine';
import type { JobManifest } from '@cultivar/sdk/spec';
import type { BaseModel } from '../model/base-model.ts';
import { dataDigest } from './data-digest.ts';
import { DataError } from './data-error.ts';
import type { DatasetFiles } from './dataset-files.ts';
import { documentStore } from './document-store.ts';
import type { DocumentStore } from './document-store.ts';
import { encodeRows } from './encode-rows.ts';
import { mixRows } from './mix-rows.ts';
import { packDocuments } from './pack-documents.ts';
import { philoxStream } from './philox.ts';
import { scanRows } from './scan-rows.ts';
import type { ScannedRows } from './scan-rows.ts';
import { sequencesOf } from './sequences.ts';
import { shuffled } from './shuffled.ts';
import { splitRows } from './split-rows.ts';
import type { RowSplit } from './split-rows.ts';
import { toSequence } from './to-sequence.ts';
import type { TrainingData } from './training-data.ts';

/** What of a job's manifest decides its data. */
export type DataPlan = Pick<JobManifest, 'data' | 'sequenceLength' | 'packing' | 'objective'>;

/** Training data, and what was done to the rows on the way. */
export type PreparedData = TrainingData & {
  /** Rows used, but cut to the sequence length, by their numbers. */
  truncatedRows: number[];
  /** Labels that count in the loss in one pass over the training rows. */
  countedTokensPerEpoch: number;
  /** Tokens of each training document, in no promised order. */
  documentTokens: number[];
};

/** What preparing data takes besides what it prepares. */
export type PrepareOptions = {
  /** Where tokens may lie that are too many for memory; default the system's temporary folder. */
  spillDir?: string | undefined;
  signal?: AbortSignal | undefined;
};

/**
 * Reads a job's datasets into training sequences: rows to examples, a seeded split, tokens with masks, packing.
 * The files are read twice, first to check and split all rows, then to encode the chosen ones; what grows with the
 * dataset is about 70 bytes a row in memory and 4 bytes a token, on disk beyond a few megabytes. The same plan, files
 * and model give the same sequences on every machine. The caller closes it.
 *
 * @param datasets One entry for each of the manifest's datasets, in order.
 * @throws DataError, TemplateError, or the signal's reason.
 */
export function prepareData(
  plan: DataPlan,
  datasets: readonly DatasetFiles[],
  model: TextModel,
  options: PrepareOptions = {},
): Promise<PreparedData> {
  return machine.sparing(() => prepare(plan, datasets, model, options));
}

type TextModel = Pick<BaseModel, 'tokenizer' | 'specialTokens' | 'chatTemplate'>;

async function prepare(
  plan: DataPlan,
  datasets: readonly DatasetFiles[],
  model: TextModel,
  { spillDir, signal }: PrepareOptions,
): Promise<PreparedData> {
  requireTrainable(plan, datasets);
  const rows = await scanRows(plan.data.badRows, datasets, signal);
  const split = chooseRows(plan, datasets, rows);
  const chosen = new Uint8Array(rows.numbers.length);
  for (const place of [split.train, split.heldOut].flat()) chosen[place] = 1;
  const store = documentStore(spillDir);
  try {
    const encoded = await encodeRows(plan, datasets, model, rows, chosen, store, signal);
    const documentsOf = (places: readonly number[]) =>
      places.flatMap((place) => documentsAt(store, encoded.firstDocuments[place]!));
    return layOut(plan, store, model.specialTokens.pad ?? 0, {
      train: documentsOf(split.train),
      heldOut: documentsOf(split.heldOut),
      truncatedRows: encoded.truncated,
      skipped: rows.skipped,
      names: fileNames(datasets),
    });
  } catch (error) {
    store.close();
    throw error;
  }
}

type Laid = {
  train: number[];
  heldOut: number[];
  truncatedRows: number[];
  skipped: ScannedRows['skipped'];
  names: string;
};

function layOut(
  { data, sequenceLength, packing, objective }: DataPlan,
  store: DocumentStore,
  pad: number,
  { train, heldOut, truncatedRows, skipped, names }: Laid,
): PreparedData {
  const skippedRows = skipped.named();
  if (train.length === 0) {
    const [first] = skippedRows;
    const why = first ? `no row is usable; row ${first.row}: ${first.reason}` : 'holds no rows';
    throw new DataError('no_unmasked_token', names, null, why);
  }
  const together = objective?.name === 'dpo' ? 2 : 1;
  const group = (documents: readonly number[]) => {
    const lengths = documents.map((place) => store.lengthAt(place));
    const groups =
      packing && together === 1 ? packDocuments(lengths, sequenceLength) : documents.map((_, i) => [i]);
    return groups.map((members) => members.map((i) => documents[i]!));
  };
  const make = (places: readonly number[]) =>
    toSequence(
      places.map((place) => store.get(place)),
      sequenceLength,
      pad,
    );
  const trainGroups = group(train);
  const heldOutSequences = sequencesOf(group(heldOut), make);
  const items = Array.from({ length: trainGroups.length / together }, (_, i) =>
    trainGroups.slice(i * together, (i + 1) * together),
  );
  const epoch = (n: number) => sequencesOf(shuffled(items, philoxStream(data.orderSeed, n + 1)).flat(), make);
  const rowsOf = (documents: readonly number[]) => new Set(documents.map((place) => store.rowAt(place))).size;
  const documentTokens = train.map((place) => store.lengthAt(place));
  let counted = 0;
  for (const { tokens } of epoch(0)) counted += tokens;
  return {
    epoch,
    heldOut: heldOutSequences,
    together,
    rows: rowsOf(train),
    heldOutRows: rowsOf(heldOut),
    skippedRowCount: skipped.count,
    skippedRows,
    truncatedRows,
    tokensPerEpoch: documentTokens.reduce((sum, tokens) => sum + tokens, 0),
    countedTokensPerEpoch: counted,
    documentTokens,
    digest: dataDigest(data.orderSeed, epoch(0), heldOutSequences),
    close: () => store.close(),
  };
}

/** The split, its copies of held-out rows reported and, where datasets have weights, its training rows mixed. */
function chooseRows(plan: DataPlan, datasets: readonly DatasetFiles[], rows: ScannedRows): RowSplit {
  const { heldOutRows, maxRows, orderSeed } = plan.data;
  const weights = weightsOf(datasets);
  const limit = weights ? undefined : maxRows;
  const split = splitRows(rows.alike, { heldOutRows, maxRows: limit, seed: orderSeed });
  const datasetOf = (place: number) => rows.firstPlaces.findLastIndex((first) => first <= place);
  const train = weights ? mixRows(split.train, datasetOf, weights, maxRows) : split.train;
  if (split.heldOut.length < heldOutRows || train.length === 0) {
    const found = `${rows.numbers.length} usable rows leave ${split.heldOut.length} to hold out`;
    const mixed = weights && split.train.length > 0 ? ' in these weights' : '';
    const detail = `${found} (${heldOutRows} are asked for) and ${train.length} to train on${mixed}`;
    throw new DataError('split', fileNames(datasets), null, detail);
  }
  for (const place of split.leaking.toSorted((a, b) => a - b))
    rows.skipped.add(rows.numbers[place]!, 'is a copy of a held-out row');
  return { ...split, train };
}

function weightsOf(datasets: readonly DatasetFiles[]): number[] | undefined {
  const weights = datasets.map(({ weight }) => weight);
  if (weights.every((weight) => weight === undefined)) return undefined;
  if (weights.every((weight) => weight !== undefined && weight > 0 && weight < Infinity))
    return weights as number[];
  throw new DataError('split', fileNames(datasets), null, 'either all datasets have a weight or none has');
}

function requireTrainable({ objective }: DataPlan, datasets: readonly DatasetFiles[]): void {
  const wantsPairs = objective?.name === 'dpo';
  for (const { format, files } of datasets) {
    const holdsPairs = format.name === 'preference';
    if (holdsPairs === wantsPairs) continue;
    const detail = holdsPairs
      ? 'holds pairs of a better and a worse answer, which the objective dpo alone trains on'
      : 'holds no pairs of a better and a worse answer, which the objective dpo trains on';
    throw new DataError('wrong_method', files[0]?.name ?? 'no file', null, detail);
  }
}

/** The documents of one row, from the first on. */
function documentsAt(store: DocumentStore, first: number): number[] {
  if (first < 0) return [];
  const row = store.rowAt(first);
  let end = first + 1;
  while (end < store.length && store.rowAt(end) === row) end += 1;
  return Array.from({ length: end - first }, (_, i) => first + i);
}

function fileNames(datasets: readonly DatasetFiles[]): string {
  return datasets.flatMap(({ files }) => files.map((file) => file.name)).join(', ') || 'no file';
}
