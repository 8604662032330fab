import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { parse } from 'csv-parse';
import { DataError } from '../data-error.ts';
import type { DataFile } from './data-file.ts';
import { dataFileFormat, HEAD_BYTES } from './data-file-format.ts';
import type { DataFileFormat } from './data-file-format.ts';
import type { DataSource } from './data-source.ts';
import { CSV_OPTIONS, readCsvRows } from './read-csv-rows.ts';
import { readJsonRows } from './read-json-rows.ts';
import { readJsonlRows } from './read-jsonl-rows.ts';
import { readParquetRows } from './read-parquet-rows.ts';
import type { RowItem } from './row-item.ts';

const READERS: Record<DataFileFormat, (file: DataFile) => AsyncGenerator<RowItem>> = {
  jsonl: (file) => readJsonlRows(sourceOf(file)),
  json: (file) => readJsonRows(sourceOf(file)),
  csv: (file) => readCsvRows(file.name, csvRecords(file)),
  parquet: readParquetRows,
};

/**
 * The rows of a file, one after the other, in bounded memory. A row that cannot be read comes as a problem with its
 * number; a file that cannot be read on throws.
 *
 * @throws DataError
 */
export async function* readRows(file: DataFile): AsyncGenerator<RowItem> {
  yield* READERS[await formatOf(file)](file);
}

/**
 * The format of a file on disk.
 *
 * @throws DataError `unknown_format`, or `file` when it cannot be opened.
 */
export async function formatOf(file: DataFile): Promise<DataFileFormat> {
  const handle = await open(file.path, 'r').catch((cause: NodeJS.ErrnoException) => {
    throw new DataError('file', file.name, null, `cannot be opened (${cause.code ?? cause.message})`);
  });
  try {
    if (!(await handle.stat()).isFile())
      throw new DataError('file', file.name, null, 'is a folder, not a file');
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return dataFileFormat(file.name, buffer.subarray(0, bytesRead));
  } finally {
    await handle.close();
  }
}

function sourceOf({ name, path }: DataFile): DataSource {
  return { name, bytes: () => createReadStream(path, { highWaterMark: 1 << 18 }) };
}

async function* csvRecords({ path }: DataFile): AsyncGenerator<string[]> {
  const input = createReadStream(path);
  const parser = input.pipe(parse(CSV_OPTIONS));
  input.once('error', (error) => parser.destroy(error));
  try {
    yield* parser as AsyncIterable<string[]>;
  } finally {
    input.destroy();
  }
}
