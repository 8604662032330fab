import { parquetMetadataAsync, parquetReadObjects, parquetSchema } from 'hyparquet';
import type { AsyncBuffer, FileMetaData, SchemaTree } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { MAX_ROWS } from './limits.ts';

const MAX_GROUP_BYTES = 1 << 30;
const MAX_VALUES = 50_000_000;
const MAX_SCHEMA_ELEMENTS = 1_000;
const MAX_PAGE_BYTES = 256 << 20;
const BATCH_ROWS = 1024;

/** Consecutive rows of a file, the first of them numbered from 0. */
export type ParquetBatch = { start: number; rows: unknown[] };

/**
 * Rows of a Parquet file, group by group; only the group at hand lies in memory. Metadata is checked first, pages are
 * not: the decoder believes their counts, so this runs where it can be ended (`parquet-worker.ts`, a worker of the page).
 *
 * @throws Error in words of the decoder's.
 */
export async function* readParquetBatches(file: AsyncBuffer): AsyncGenerator<ParquetBatch> {
  const metadata = await parquetMetadataAsync(file);
  checkMetadata(metadata, file.byteLength);
  let start = 0;
  for (const group of metadata.row_groups) {
    const end = start + Number(group.num_rows);
    for (; start < end; start = Math.min(end, start + BATCH_ROWS)) {
      const rowEnd = Math.min(end, start + BATCH_ROWS);
      const options = { file, metadata, rowStart: start, rowEnd, compressors: limitedCompressors };
      yield { start, rows: await parquetReadObjects(options) };
    }
  }
}

/** Refuses metadata that the reader could follow out of the file, or into work without end. */
function checkMetadata(metadata: FileMetaData, fileBytes: number): void {
  const schema = parquetSchema(metadata);
  if (metadata.schema.length > MAX_SCHEMA_ELEMENTS)
    throw new RangeError(`a schema of ${metadata.schema.length} parts`);
  let rows = 0;
  for (const group of metadata.row_groups) {
    rows += within(group.num_rows, MAX_ROWS, 'rows in a group');
    let unpacked = 0;
    const seen = new Set<string>();
    for (const { meta_data: column } of group.columns) {
      if (!column) throw new RangeError('a column without a description');
      const path = column.path_in_schema.join('.');
      if (seen.has(path) || !isLeaf(schema, column.path_in_schema))
        throw new RangeError(`column ${path} is not in its schema`);
      seen.add(path);
      const begin = Number(column.dictionary_page_offset ?? column.data_page_offset);
      within(begin, fileBytes, 'bytes before a column');
      within(
        begin + within(column.total_compressed_size, fileBytes, 'bytes in a column'),
        fileBytes,
        'bytes',
      );
      within(column.num_values, MAX_VALUES, 'values in a column');
      unpacked += within(column.total_uncompressed_size, MAX_GROUP_BYTES, 'unpacked bytes in a column');
    }
    within(unpacked, MAX_GROUP_BYTES, 'unpacked bytes in a group');
  }
  within(rows, MAX_ROWS, 'rows');
  if (rows !== Number(metadata.num_rows))
    throw new RangeError(`${rows} rows in its groups, ${metadata.num_rows} in all`);
}

function within(value: number | bigint, limit: number, what: string): number {
  const number = Number(value);
  if (!(number >= 0 && number <= limit)) throw new RangeError(`${value} ${what}, at most ${limit} can be`);
  return number;
}

function isLeaf(schema: SchemaTree, path: readonly string[]): boolean {
  let at: SchemaTree | undefined = schema;
  for (const name of path) at = at?.children.find((child) => child.element.name === name);
  return at !== undefined && at !== schema && at.children.length === 0;
}

const limitedCompressors = Object.fromEntries(
  Object.entries(compressors).map(([name, unpack]) => [
    name,
    (input: Uint8Array, outputLength: number) => {
      if (!(outputLength <= MAX_PAGE_BYTES)) throw new RangeError(`a page unpacks to ${outputLength} bytes`);
      return unpack!(input, outputLength);
    },
  ]),
);
