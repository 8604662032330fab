import { DataError } from '../data-error.ts';

/** Formats a dataset's file may have. */
export type DataFileFormat = 'jsonl' | 'json' | 'csv' | 'parquet';

/** Bytes at the start of a file that {@link dataFileFormat} looks at. */
export const HEAD_BYTES = 4096;

/**
 * The format of a file by its name and first bytes: a `.json` that begins with an object is read line by line.
 *
 * @throws DataError `unknown_format`
 */
export function dataFileFormat(name: string, firstBytes: Uint8Array): DataFileFormat {
  const head = new TextDecoder().decode(firstBytes);
  const extension = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase();
  if (extension === 'parquet' || head.startsWith('PAR1')) return 'parquet';
  if (extension === 'jsonl' || extension === 'ndjson') return 'jsonl';
  if (extension === 'csv') return 'csv';
  if (extension === 'json') return head.trimStart().startsWith('[') ? 'json' : 'jsonl';
  throw new DataError('unknown_format', name, null, 'is not .jsonl, .json, .csv or .parquet');
}
