import type { AsyncBuffer, ColumnMetaData } from 'hyparquet';
import { deserializeTCompactProtocol } from 'hyparquet/src/thrift.js';

const WINDOW_BYTES = 64 << 10;
/** A header is short; its statistics may hold texts. */
const LONGEST_HEADER_BYTES = 8 << 20;
/** Unpacked bytes that any page may have, however small it is packed; writers end a page after one mebibyte. */
const FREE_BYTES = 8 << 20;
/** Bytes that one packed byte may become beyond that. */
const MAX_RATIO = 200;

/** Kinds of pages by Parquet's numbers. */
const [DATA, DICTIONARY, DATA_V2] = [0, 2, 3];

type Thrift = Record<`field_${number}`, unknown>;

/**
 * Reads the headers of a column's pages, whose counts the decoder believes, and none of what is in them.
 *
 * @param rows Those of the group, where the column has a value for each.
 * @throws RangeError for a page that leaves its column, is a bomb, or has other counts than the column.
 */
export async function checkParquetPages(
  file: AsyncBuffer,
  column: ColumnMetaData,
  rows: number | undefined,
): Promise<void> {
  const start = Number(column.dictionary_page_offset ?? column.data_page_offset);
  const end = start + Number(column.total_compressed_size);
  const headers = headerReader(file, end);
  let values = 0;
  for (let at = start; at < end - 1;) {
    const { header, length } = await headers.at(at);
    const packed = size(header.field_3, end - at - length, 'bytes in a page');
    const unpacked = size(
      header.field_2,
      Math.max(FREE_BYTES, packed * MAX_RATIO),
      'unpacked bytes in a page',
    );
    const kind = header.field_1 as number;
    if (kind === DATA) values += size((header.field_5 as Thrift | undefined)?.field_1, Infinity, 'values');
    else if (kind === DATA_V2) values += valuesOf(header.field_8 as Thrift | undefined, packed);
    // The shortest value of a dictionary takes a byte; truth values have none.
    else if (kind === DICTIONARY)
      size((header.field_7 as Thrift | undefined)?.field_1, unpacked, 'values in a dictionary');
    at += length + packed;
  }
  const told = rows ?? Number(column.num_values);
  if (values !== told) throw new RangeError(`${values} values in the pages of a column of ${told}`);
}

/** Values of a page of the second kind, whose levels stand before them. */
function valuesOf(header: Thrift | undefined, packed: number): number {
  const levels = size(header?.field_5, packed, 'bytes of levels');
  size(header?.field_6, packed - levels, 'bytes of levels');
  return size(header?.field_1, Infinity, 'values');
}

function size(value: unknown, limit: number, what: string): number {
  if (!(typeof value === 'number' && value >= 0 && value <= limit))
    throw new RangeError(`${String(value)} ${what}, at most ${limit} can be`);
  return value;
}

/** Reads headers of pages from front to back, a piece of the file at a time. */
function headerReader(file: AsyncBuffer, end: number) {
  let [from, bytes] = [0, new ArrayBuffer(0)];
  async function read(at: number, most: number): Promise<{ header: Thrift; length: number }> {
    const wanted = Math.min(end, at + most);
    if (at < from || wanted > from + bytes.byteLength) {
      bytes = await file.slice(at, wanted);
      from = at;
    }
    const reader = { view: new DataView(bytes), offset: at - from };
    const header = deserializeTCompactProtocol(reader) as Thrift;
    return { header, length: reader.offset + from - at };
  }
  return {
    async at(at: number) {
      try {
        return await read(at, WINDOW_BYTES);
      } catch (error) {
        if (end - at <= WINDOW_BYTES) throw error;
        return read(at, LONGEST_HEADER_BYTES);
      }
    },
  };
}
