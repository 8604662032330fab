import { DataError } from '../data-error.ts';

/** Formats a dataset's file may have, once unpacked. */
export type DataFileFormat = 'jsonl' | 'json' | 'csv' | 'parquet' | 'text';

/** Bytes at the start of a file that {@link dataFileFormat} looks at. */
export const HEAD_BYTES = 4096;

const BY_EXTENSION: Readonly<Record<string, DataFileFormat>> = {
  ...{ parquet: 'parquet', jsonl: 'jsonl', ndjson: 'jsonl', csv: 'csv', json: 'json', txt: 'text' },
};

/**
 * The format of a file by its name and first bytes, both as they are unpacked: a `.json` that begins with an object
 * is read line by line.
 *
 * @throws DataError `unknown_format`, `encoding`
 */
export function dataFileFormat(name: string, firstBytes: Uint8Array): DataFileFormat {
  const extension = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  const head = new TextDecoder().decode(firstBytes);
  if (extension === 'parquet' || head.startsWith('PAR1')) return 'parquet';
  const format = Object.hasOwn(BY_EXTENSION, extension) ? BY_EXTENSION[extension]! : undefined;
  if (format === undefined) {
    const detail = 'is not .jsonl, .json, .csv, .parquet or .txt, nor one of these as .gz or .zst';
    throw new DataError('unknown_format', name, null, detail);
  }
  const [first, second] = firstBytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff) || firstBytes.includes(0))
    throw new DataError('encoding', name, null, 'is binary or UTF-16: save it as UTF-8');
  return format === 'json' && !head.trimStart().startsWith('[') ? 'jsonl' : format;
}
