import { open } from 'node:fs/promises';
import { DataError } from '../data-error.ts';
import type { DataFile } from './data-file.ts';
import { readCsvRows } from './read-csv-rows.ts';
import { readJsonRows } from './read-json-rows.ts';
import { readJsonlRows } from './read-jsonl-rows.ts';
import { readParquetRows } from './read-parquet-rows.ts';
import type { RowItem } from './row-item.ts';

/** Formats a dataset's file may have. */
export type DataFileFormat = 'jsonl' | 'json' | 'csv' | 'parquet';

const READERS: Record<DataFileFormat, (file: DataFile) => AsyncGenerator<RowItem>> = {
  jsonl: readJsonlRows,
  json: readJsonRows,
  csv: readCsvRows,
  parquet: readParquetRows,
};

/**
 * The rows of a file, one after the other, in bounded memory. A row that cannot be read comes as a problem with its
 * number; a file that cannot be read on throws.
 *
 * @throws DataError
 */
export async function* readRows(file: DataFile): AsyncGenerator<RowItem> {
  yield* READERS[await dataFileFormat(file)](file);
}

/**
 * The format of a file by its name and first bytes: a `.json` that begins with an object is read line by line.
 *
 * @throws DataError `unknown_format`, or `file` when it cannot be opened.
 */
export async function dataFileFormat(file: DataFile): Promise<DataFileFormat> {
  const head = await firstBytes(file);
  const extension = /\.([a-z0-9]+)$/i.exec(file.name)?.[1]?.toLowerCase();
  if (extension === 'parquet' || head.startsWith('PAR1')) return 'parquet';
  if (extension === 'jsonl' || extension === 'ndjson') return 'jsonl';
  if (extension === 'csv') return 'csv';
  if (extension === 'json')
    return head
      .replace(/^\uFEFF/, '')
      .trimStart()
      .startsWith('[')
      ? 'json'
      : 'jsonl';
  throw new DataError('unknown_format', file.name, null, 'is not .jsonl, .json, .csv or .parquet');
}

async function firstBytes(file: DataFile): Promise<string> {
  const handle = await open(file.path, 'r').catch((cause: NodeJS.ErrnoException) => {
    throw new DataError('file', file.name, null, `cannot be opened (${cause.code ?? cause.message})`);
  });
  try {
    if (!(await handle.stat()).isFile())
      throw new DataError('file', file.name, null, 'is a folder, not a file');
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4096), 0, 4096, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}
