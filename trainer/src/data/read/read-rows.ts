import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { DataError } from '../data-error.ts';
import { dataCompression, unpackedName } from './data-compression.ts';
import type { DataCompression } from './data-compression.ts';
import type { DataFile } from './data-file.ts';
import { dataFileFormat, HEAD_BYTES } from './data-file-format.ts';
import type { DataFileFormat } from './data-file-format.ts';
import type { DataSource } from './data-source.ts';
import { decodeUtf8 } from './decode-utf8.ts';
import { fileBytes } from './file-bytes.ts';
import { CSV_OPTIONS, readCsvRows } from './read-csv-rows.ts';
import { readJsonRows } from './read-json-rows.ts';
import { readJsonlRows } from './read-jsonl-rows.ts';
import { readParquetRows } from './read-parquet-rows.ts';
import { readTextRows } from './read-text-rows.ts';
import type { RowItem } from './row-item.ts';
import { unpackFile } from './unpack-file.ts';

const READERS: Record<Exclude<DataFileFormat, 'parquet'>, (source: DataSource) => AsyncGenerator<RowItem>> = {
  jsonl: readJsonlRows,
  json: readJsonRows,
  csv: (source) => readCsvRows(source.name, csvRecords(source)),
  text: readTextRows,
};

/** What a file on disk holds, and how it is packed. */
export type DataFileKind = { format: DataFileFormat; compression: DataCompression | undefined };

/**
 * The rows of a file, one after the other, in bounded memory. A row that cannot be read comes as a problem with its
 * number; a file that cannot be read on throws.
 *
 * @throws DataError
 */
export async function* readRows(file: DataFile): AsyncGenerator<RowItem> {
  const { format, compression } = await kindOf(file);
  if (format === 'parquet') yield* readParquetRows(file);
  else yield* READERS[format](sourceOf(file, compression));
}

/**
 * What a file on disk is.
 *
 * @throws DataError `unknown_format`, `encoding`, or `file` when it cannot be opened.
 */
export async function kindOf(file: DataFile): Promise<DataFileKind> {
  const packedHead = await readHead(file);
  const compression = dataCompression(file.name, packedHead);
  if (compression === undefined) return { format: dataFileFormat(file.name, packedHead), compression };
  const head = await firstChunk(unpackFile(file, compression));
  const format = dataFileFormat(unpackedName(file.name), head.subarray(0, HEAD_BYTES));
  if (format === 'parquet') {
    const detail = `is Parquet inside ${compression}: Parquet packs its columns itself, so unpack it`;
    throw new DataError('unknown_format', file.name, null, detail);
  }
  return { format, compression };
}

async function readHead(file: DataFile): Promise<Uint8Array> {
  const handle = await open(file.path, 'r').catch((cause: NodeJS.ErrnoException) => {
    throw new DataError('file', file.name, null, `cannot be opened (${cause.code ?? cause.message})`);
  });
  try {
    if (!(await handle.stat()).isFile())
      throw new DataError('file', file.name, null, 'is a folder, not a file');
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function firstChunk(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  for await (const chunk of chunks) return chunk;
  return new Uint8Array(0);
}

function sourceOf(file: DataFile, compression: DataCompression | undefined): DataSource {
  const { name, path } = file;
  if (compression !== undefined) return { name, bytes: () => unpackFile(file, compression) };
  return { name, bytes: () => fileBytes(path) };
}

async function* csvRecords({ name, bytes }: DataSource): AsyncGenerator<string[]> {
  const input = Readable.from(decodeUtf8(name, bytes()), { objectMode: false });
  const parser = input.pipe(parse(CSV_OPTIONS));
  input.once('error', (error) => parser.destroy(error));
  try {
    yield* parser as AsyncIterable<string[]>;
  } finally {
    input.destroy();
  }
}
