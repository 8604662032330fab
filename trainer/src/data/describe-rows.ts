import type { DataFormat } from '@cultivar/sdk/spec';
import { DataError } from './data-error.ts';
import type { DataCompression } from './read/data-compression.ts';
import type { DataFileFormat } from './read/data-file-format.ts';
import type { RowItem } from './read/row-item.ts';
import { RowProblem } from './row-problem.ts';
import { toExample } from './to-example.ts';

/** A dataset's file, read through once. */
export type DatasetDescription = {
  fileFormat: DataFileFormat;
  mediaType: string;
  /** Rows that are conversations. */
  rows: number;
  /** Rows that are not, by their numbers; the first hundred with the reason. */
  badRowCount: number;
  badRows: { row: number; reason: string }[];
  /** The first rows as they are, for a preview without a download. */
  preview: Record<string, unknown>[];
};

const MEDIA_TYPES: Record<DataFileFormat, string> = {
  jsonl: 'application/jsonl',
  json: 'application/json',
  csv: 'text/csv',
  parquet: 'application/vnd.apache.parquet',
  text: 'text/plain',
};
const PACKED_TYPES: Record<DataCompression, string> = { gzip: 'application/gzip', zstd: 'application/zstd' };
const MAX_BAD_ROWS_NAMED = 100;
const MAX_PREVIEW_ROW_CHARS = 4_000;

/** What rows are read from. */
export type RowsToDescribe = {
  name: string;
  fileFormat: DataFileFormat;
  compression?: DataCompression | undefined;
  format: DataFormat;
  rows: AsyncIterable<RowItem>;
  /** @default 5 */
  previewRows?: number;
  /** Told of every row, before it is judged. */
  onRow?: (row: number) => void;
};

/**
 * Reads rows through: how many are conversations under `format`, which are not and why, and a preview.
 *
 * @throws DataError when they cannot be read, or no row is a conversation.
 */
export async function describeRows({
  name,
  fileFormat,
  compression,
  format,
  rows,
  previewRows = 5,
  onRow,
}: RowsToDescribe): Promise<DatasetDescription> {
  const description: DatasetDescription = {
    fileFormat,
    mediaType: compression ? PACKED_TYPES[compression] : MEDIA_TYPES[fileFormat],
    rows: 0,
    badRowCount: 0,
    badRows: [],
    preview: [],
  };
  for await (const item of rows) {
    onRow?.(item.row);
    const reason = 'problem' in item ? item.problem : problemOf(item.value, format);
    if (reason !== undefined) {
      description.badRowCount += 1;
      if (description.badRows.length < MAX_BAD_ROWS_NAMED)
        description.badRows.push({ row: item.row, reason });
      continue;
    }
    description.rows += 1;
    if (description.preview.length < previewRows && 'value' in item) {
      const shown = shownRow(item.value);
      if (shown !== undefined) description.preview.push(shown);
    }
  }
  if (description.rows === 0) {
    const [first] = description.badRows;
    throw new DataError('no_rows', name, first?.row ?? null, first?.reason ?? 'holds no rows');
  }
  return description;
}

/** A row as JSON can carry it, or undefined where it is too large or too deep to show. */
function shownRow(row: Record<string, unknown>): Record<string, unknown> | undefined {
  try {
    const text = JSON.stringify(row, (_, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    );
    return text.length <= MAX_PREVIEW_ROW_CHARS ? (JSON.parse(text) as Record<string, unknown>) : undefined;
  } catch (error) {
    // A column that is nested without end overflows the stack; it is not read, only not shown.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function problemOf(row: Record<string, unknown>, format: DataFormat): string | undefined {
  try {
    toExample(row, format);
    return undefined;
  } catch (error) {
    if (error instanceof RowProblem) return error.message;
    throw error;
  }
}
