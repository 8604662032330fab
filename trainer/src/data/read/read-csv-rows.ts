import { createReadStream } from 'node:fs';
import { CsvError, parse } from 'csv-parse';
import { DataError } from '../data-error.ts';
import { MAX_ROW_BYTES } from './limits.ts';
import type { DataFile } from './data-file.ts';
import type { RowItem } from './row-item.ts';

/**
 * Rows of a CSV file (RFC 4180) whose first record names the columns. A record with too many or too few fields is a
 * problem; a quote that is never closed ends at the size limit.
 *
 * @throws DataError `too_large` or `file` when the records can no longer be told apart.
 */
export async function* readCsvRows(file: DataFile): AsyncGenerator<RowItem> {
  let columns: string[] | undefined;
  let row = 0;
  const input = createReadStream(file.path);
  const parser = input.pipe(
    parse({ bom: true, relax_column_count: true, skip_empty_lines: true, max_record_size: MAX_ROW_BYTES }),
  );
  input.once('error', (error) => parser.destroy(error));
  try {
    for await (const data of parser) {
      const record = data as string[];
      if (columns === undefined) {
        columns = header(file, record);
        continue;
      }
      row += 1;
      if (record.length === columns.length) yield { row, value: fields(columns, record) };
      else yield { row, problem: `has ${record.length} fields where the header has ${columns.length}` };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const code = error.code === 'CSV_MAX_RECORD_SIZE' ? 'too_large' : 'file';
    throw new DataError(code, file.name, columns === undefined ? null : row + 1, error.message);
  } finally {
    input.destroy();
  }
}

function header(file: DataFile, names: string[]): string[] {
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw new DataError('file', file.name, null, `two columns are called ${twice}`);
  return names;
}

function fields(columns: string[], record: string[]): Record<string, unknown> {
  return Object.fromEntries(columns.map((name, i) => [name, record[i]]));
}
