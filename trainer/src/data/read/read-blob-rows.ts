import { parse } from 'csv-parse/browser/esm/sync';
import type { AsyncBuffer } from 'hyparquet';
import { DataError } from '../data-error.ts';
import { dataCompression, unpackedName } from './data-compression.ts';
import type { DataCompression } from './data-compression.ts';
import { dataFileFormat, HEAD_BYTES } from './data-file-format.ts';
import type { DataFileFormat } from './data-file-format.ts';
import type { DataSource } from './data-source.ts';
import { decodeUtf8 } from './decode-utf8.ts';
import { limitExpansion } from './limit-expansion.ts';
import { CSV_OPTIONS, readCsvRows } from './read-csv-rows.ts';
import { readJsonRows } from './read-json-rows.ts';
import { readJsonlRows } from './read-jsonl-rows.ts';
import { readParquetBatches } from './read-parquet-batches.ts';
import { readTextRows } from './read-text-rows.ts';
import { rowItem } from './row-item.ts';
import type { RowItem } from './row-item.ts';

/** What a file that a page holds is, and how it is packed. */
export type BlobKind = { format: DataFileFormat; compression?: DataCompression | undefined };

const SLICE_BYTES = 1 << 20;
/** The parser's build for browsers does not stream, so a file of CSV lies in memory whole. */
const MAX_CSV_BYTES = 64 << 20;

/**
 * The rows of a file that a page holds, read as the trainer reads them. A page that lies about its counts can keep
 * the Parquet decoder busy without end: this belongs into a worker that somebody ends.
 *
 * @throws DataError
 */
export function readBlobRows(
  name: string,
  file: Blob,
  { format, compression }: BlobKind,
): AsyncGenerator<RowItem> {
  const source: DataSource = { name, bytes: () => (compression ? gunzipped(name, file) : slices(file)) };
  switch (format) {
    case 'jsonl':
      return readJsonlRows(source);
    case 'json':
      return readJsonRows(source);
    case 'csv':
      return readCsvRows(name, csvRecords(source));
    case 'parquet':
      return parquetRows(name, file);
    case 'text':
      return readTextRows(source);
  }
}

/**
 * What a file that a page holds is.
 *
 * @throws DataError `unknown_format`, also for what only the trainer unpacks; `encoding`
 */
export async function blobKind(name: string, file: Blob): Promise<BlobKind> {
  const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  const compression = dataCompression(name, head);
  if (compression === undefined) return { format: dataFileFormat(name, head), compression };
  if (compression !== 'gzip') {
    const detail = `is packed with ${compression}, which a page cannot unpack: use gzip, or none`;
    throw new DataError('unknown_format', name, null, detail);
  }
  for await (const chunk of gunzipped(name, file)) {
    return { format: dataFileFormat(unpackedName(name), chunk.subarray(0, HEAD_BYTES)), compression };
  }
  throw new DataError('no_rows', name, null, 'holds nothing');
}

async function* gunzipped(name: string, file: Blob): AsyncGenerator<Uint8Array> {
  let packedBytes = 0;
  const count = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      packedBytes += chunk.length;
      controller.enqueue(chunk);
    },
  });
  const unpacked = file.stream().pipeThrough(count).pipeThrough(new DecompressionStream('gzip'));
  try {
    yield* limitExpansion(name, unpacked as AsyncIterable<Uint8Array>, () => packedBytes);
  } catch (error) {
    if (error instanceof DataError) throw error;
    throw new DataError('file', name, null, `is no whole gzip (${(error as Error).message})`);
  }
}

async function* slices(file: Blob): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < file.size; at += SLICE_BYTES) {
    yield new Uint8Array(await file.slice(at, at + SLICE_BYTES).arrayBuffer());
  }
}

/** @throws DataError `too_large`, `encoding` */
async function* csvRecords({ name, bytes }: DataSource): AsyncGenerator<string[]> {
  let text = '';
  for await (const piece of decodeUtf8(name, bytes())) {
    text += piece;
    if (text.length > MAX_CSV_BYTES) {
      const detail = `is larger than ${MAX_CSV_BYTES >> 20} MiB, which a page reads of CSV; JSON lines and Parquet may be larger`;
      throw new DataError('too_large', name, null, detail);
    }
  }
  const records: string[][] = [];
  const onRecord = (record: string[]): null => {
    records.push(record);
    return null;
  };
  let failure: unknown;
  try {
    parse(text, { ...CSV_OPTIONS, on_record: onRecord });
  } catch (error) {
    failure = error;
  }
  yield* records;
  // What came before the break is told first, so that it can be said where it is.
  if (failure !== undefined) throw failure;
}

async function* parquetRows(name: string, file: Blob): AsyncGenerator<RowItem> {
  const buffer: AsyncBuffer = {
    byteLength: file.size,
    slice: (start, end) => file.slice(start, end).arrayBuffer(),
  };
  let next = 1;
  try {
    for await (const { start, rows } of readParquetBatches(buffer)) {
      for (const [i, value] of rows.entries()) yield rowItem(start + i + 1, value);
      next = start + rows.length + 1;
    }
  } catch (error) {
    const row = next === 1 ? null : next;
    throw new DataError('file', name, row, `is no readable Parquet (${(error as Error).message})`);
  }
}
