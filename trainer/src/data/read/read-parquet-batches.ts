import { parquetMetadataAsync, parquetReadObjects, parquetSchema } from 'hyparquet';
import type { AsyncBuffer, FileMetaData, SchemaTree } from 'hyparquet';
import { DEFAULT_PARSERS } from 'hyparquet/src/convert.js';
import { compressors } from 'hyparquet-compressors';
import { checkParquetPages } from './check-parquet-pages.ts';
import { MAX_ROWS } from './limits.ts';

const MAX_GROUP_BYTES = 1 << 30;
const MAX_VALUES = 50_000_000;
const MAX_SCHEMA_ELEMENTS = 1_000;
const MAX_NESTING = 64;
const MAX_PAGE_BYTES = 256 << 20;
const BATCH_ROWS = 1024;

/** Consecutive rows of a file, the first of them numbered from 0. */
export type ParquetBatch = { start: number; rows: unknown[] };

/**
 * Rows of a Parquet file, group by group; only the group at hand lies in memory. Metadata and the headers of pages are
 * checked first, what is in a page is not, so this runs where it can be ended (`parquet-worker.ts`, a worker of the page).
 *
 * @throws Error in words of the decoder's.
 */
export async function* readParquetBatches(file: AsyncBuffer): AsyncGenerator<ParquetBatch> {
  const metadata = await parquetMetadataAsync(file);
  checkMetadata(metadata, file.byteLength);
  const flat = new Set(
    parquetSchema(metadata)
      .children.filter(
        ({ children, element }) => children.length === 0 && element.repetition_type !== 'REPEATED',
      )
      .map(({ element }) => element.name),
  );
  let start = 0;
  for (const group of metadata.row_groups) {
    for (const { meta_data: column } of group.columns) {
      const path = column!.path_in_schema;
      const isFlat = path.length === 1 && flat.has(path[0]!);
      await checkParquetPages(file, column!, isFlat ? Number(group.num_rows) : undefined);
    }
    const end = start + Number(group.num_rows);
    for (; start < end; start = Math.min(end, start + BATCH_ROWS)) {
      const rowEnd = Math.min(end, start + BATCH_ROWS);
      const options = { file, metadata, rowStart: start, rowEnd, compressors: limitedCompressors, parsers };
      yield { start, rows: await parquetReadObjects(options) };
    }
  }
}

/** Refuses metadata that the reader could follow out of the file, or into work without end. */
function checkMetadata(metadata: FileMetaData, fileBytes: number): void {
  if (metadata.schema.length > MAX_SCHEMA_ELEMENTS)
    throw new RangeError(`a schema of ${metadata.schema.length} parts`);
  const schema = parquetSchema(metadata);
  let rows = 0;
  for (const group of metadata.row_groups) {
    rows += within(group.num_rows, MAX_ROWS, 'rows in a group');
    let unpacked = 0;
    const seen = new Set<string>();
    for (const { meta_data: column } of group.columns) {
      if (!column) throw new RangeError('a column without a description');
      const path = column.path_in_schema.join('.');
      if (seen.has(path) || leafOf(schema, column.path_in_schema)?.element.type !== column.type)
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

/** The column that a path leads to; none where it is no column, or has too many parts. */
function leafOf(schema: SchemaTree, path: readonly string[]): SchemaTree | undefined {
  if (path.length > MAX_NESTING) return undefined;
  let at: SchemaTree | undefined = schema;
  for (const name of path) at = at?.children.find((child) => child.element.name === name);
  return at === schema || at?.children.length !== 0 ? undefined : at;
}

const decoder = new TextDecoder('utf-8', { fatal: true });

/** Texts that are no UTF-8 are refused as in every other file. */
const parsers = {
  ...DEFAULT_PARSERS,
  stringFromBytes: (bytes: Uint8Array | undefined) => bytes && decoder.decode(bytes),
};

const limitedCompressors = Object.fromEntries(
  Object.entries(compressors).map(([name, unpack]) => [
    name,
    (input: Uint8Array, outputLength: number) => {
      if (!(outputLength <= MAX_PAGE_BYTES)) throw new RangeError(`a page unpacks to ${outputLength} bytes`);
      return unpack!(input, outputLength);
    },
  ]),
);
