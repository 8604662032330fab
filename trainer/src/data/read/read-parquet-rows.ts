import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import type { AsyncBuffer, FileMetaData } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { DataError } from '../data-error.ts';
import { MAX_ROWS } from './limits.ts';
import type { DataFile } from './data-file.ts';
import { rowItem } from './row-item.ts';
import type { RowItem } from './row-item.ts';

const MAX_GROUP_BYTES = 1 << 30;
const MAX_PAGE_BYTES = 256 << 20;
const BATCH_ROWS = 1024;

/**
 * Rows of a Parquet file, row group by row group; only the group at hand lies in memory.
 *
 * @throws DataError `file` when it is truncated or contradicts itself, `too_large` for a group or page over the limits.
 */
export async function* readParquetRows(file: DataFile): AsyncGenerator<RowItem> {
  const handle = await open(file.path, 'r');
  try {
    const buffer = await asyncBuffer(handle);
    const metadata = await understood(file, null, () => parquetMetadataAsync(buffer));
    let start = 0;
    for (const [i, group] of metadata.row_groups.entries()) {
      const rows = checkGroup(file, metadata, i);
      for (let from = 0; from < rows; from += BATCH_ROWS) {
        const [rowStart, rowEnd] = [start + from, start + Math.min(rows, from + BATCH_ROWS)];
        const batch = await understood(file, rowStart + 1, () =>
          parquetReadObjects({ file: buffer, metadata, rowStart, rowEnd, compressors: limitedCompressors }),
        );
        for (const [j, value] of batch.entries()) yield rowItem(rowStart + j + 1, value);
      }
      start += Number(group.num_rows);
    }
  } finally {
    await handle.close();
  }
}

function checkGroup(file: DataFile, metadata: FileMetaData, index: number): number {
  const group = metadata.row_groups[index]!;
  const rows = Number(group.num_rows);
  if (!(rows >= 0 && rows <= MAX_ROWS))
    throw new DataError('too_large', file.name, null, `a group of ${rows} rows`);
  const bytes = group.columns.reduce(
    (sum, { meta_data: m }) => sum + Number(m?.total_uncompressed_size ?? 0),
    0,
  );
  if (!(bytes >= 0 && bytes <= MAX_GROUP_BYTES)) {
    throw new DataError('too_large', file.name, null, `row group ${index + 1} unpacks to ${bytes} bytes`);
  }
  return rows;
}

/** Runs a step of the Parquet reader; what it throws means that the file lies or is cut off. */
async function understood<T>(file: DataFile, row: number | null, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DataError) throw error;
    throw new DataError('file', file.name, row, `is no readable Parquet (${(error as Error).message})`);
  }
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

async function asyncBuffer(handle: FileHandle): Promise<AsyncBuffer> {
  const { size } = await handle.stat();
  return {
    byteLength: size,
    async slice(start, end = size) {
      const from = start < 0 ? size + start : start;
      if (from < 0 || end > size || end < from) throw new RangeError(`bytes ${from} to ${end} of ${size}`);
      const bytes = new Uint8Array(end - from);
      for (let done = 0; done < bytes.length;) {
        const { bytesRead } = await handle.read(bytes, done, bytes.length - done, from + done);
        if (bytesRead === 0) throw new RangeError('the file became shorter');
        done += bytesRead;
      }
      return bytes.buffer;
    },
  };
}
