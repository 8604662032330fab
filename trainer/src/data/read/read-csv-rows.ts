import type { Options } from 'csv-parse';
import { DataError } from '../data-error.ts';
import { MAX_ROW_BYTES } from './limits.ts';
import type { RowItem } from './row-item.ts';

/** How a parser of CSV must be set for {@link readCsvRows}. */
export const CSV_OPTIONS = {
  ...{ bom: true, relax_column_count: true, skip_empty_lines: true, max_record_size: MAX_ROW_BYTES },
  // Said, not looked for: the search reads a first line without end again and again.
  record_delimiter: ['\r\n', '\n', '\r'],
} satisfies Options;

/**
 * Rows of a CSV file (RFC 4180) whose first record names the columns. A record with too many or too few fields is a
 * problem; a quote that is never closed ends at the size limit.
 *
 * @param name the file's
 * @param records what a parser with {@link CSV_OPTIONS} makes of it
 * @throws DataError `too_large` or `file` when the records can no longer be told apart.
 */
export async function* readCsvRows(name: string, records: AsyncIterable<string[]>): AsyncGenerator<RowItem> {
  let columns: string[] | undefined;
  let row = 0;
  try {
    for await (const record of records) {
      if (columns === undefined) {
        columns = header(name, record);
        continue;
      }
      row += 1;
      if (record.length !== columns.length)
        yield { row, problem: `has ${record.length} fields where the header has ${columns.length}` };
      else if (record.some((field) => field.includes('\0')))
        yield { row, problem: 'holds zero bytes: this is no CSV' };
      else yield { row, value: fields(columns, record) };
    }
  } catch (error) {
    // By its code, because each build of the parser has an error class of its own.
    const { code, message, records: before } = error as { code?: unknown; message: string; records: number };
    if (typeof code !== 'string' || !/^(CSV_|INVALID_OPENING_QUOTE)/.test(code)) throw error;
    const problem = code === 'CSV_MAX_RECORD_SIZE' ? 'too_large' : 'file';
    // The parser may have been further than the rows that were taken; it counts the header, too.
    throw new DataError(problem, name, before || null, message);
  }
}

function header(name: string, names: string[]): string[] {
  const before = new Set<string>();
  const twice = names.find((column) => before.size === before.add(column).size);
  if (twice !== undefined) throw new DataError('file', name, null, `two columns are called ${twice}`);
  return names;
}

function fields(columns: string[], record: string[]): Record<string, unknown> {
  return Object.fromEntries(columns.map((name, i) => [name, record[i]]));
}
