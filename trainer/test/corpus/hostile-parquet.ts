import { brotliCompressSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { PAIR } from './corpus-file.ts';
import type { HostileFile } from './corpus-file.ts';
import { CODECS, ENCODINGS, rawPage, rawParquet } from './raw-parquet.ts';
import type { RawChunk } from './raw-parquet.ts';

/** A text as Parquet writes it plain. */
const plain = (text: string | Uint8Array): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  return Buffer.concat([length, Buffer.from(text)]);
};
const good = plain('q');
/** Two columns of texts that lie in one chunk. */
const both = (chunk: RawChunk, rows = 1) => rawParquet(chunk, { rows });
const page = (header: Parameters<typeof rawPage>[0], bytes: Uint8Array = good, codec: number = CODECS.none) =>
  both({ bytes: rawPage(header, bytes), codec });
/** A page of one text of `mebibytes`. */
const bomb = (mebibytes: number, codec: number, pack: (bytes: Uint8Array) => Uint8Array) => () => {
  const text = plain(Buffer.alloc(mebibytes << 20, 'x'));
  return page({ uncompressed: text.length }, pack(text), codec);
};
const dictionary = rawPage({ kind: 'dictionary' }, good);
/** Indices of a dictionary: a bit each, and a run of so many of the second. */
const run = (count: number) => {
  const bytes = [1];
  for (let left = count * 2; ; left = Math.floor(left / 128)) {
    bytes.push((left % 128) + (left >= 128 ? 128 : 0));
    if (left < 128) return Uint8Array.from([...bytes, 0]);
  }
};
const indexed = (values: number, bytes: Uint8Array, rows = 1) =>
  both(
    { bytes: Buffer.concat([dictionary, rawPage({ values, encoding: ENCODINGS.dictionary }, bytes)]) },
    rows,
  );
const encoded = (encoding: number, bytes: readonly number[], values = 1) =>
  page({ encoding, values }, Uint8Array.from(bytes));
const HUGE = 2 ** 31 - 1;

const files: [about: string, content: HostileFile['content'], code?: string][] = [
  ['a bomb in gzip', bomb(200, CODECS.gzip, (bytes) => gzipSync(bytes))],
  ['a bomb in zstd', bomb(200, CODECS.zstd, (bytes) => zstdCompressSync(bytes))],
  ['a bomb in Brotli', bomb(64, CODECS.brotli, (bytes) => brotliCompressSync(bytes, { params: { 1: 1 } }))],
  [
    'a bomb in Snappy, it says',
    page({ uncompressed: 250 << 20 }, Uint8Array.from([255, 255, 255, 127]), CODECS.snappy),
  ],
  [
    'a bomb in LZ4, it says',
    page({ uncompressed: 250 << 20 }, Uint8Array.from([31, 120, 1, 0, 255, 255]), CODECS.lz4),
  ],
  ['gzip that is none', page({ uncompressed: 9 }, Uint8Array.from([1, 2, 3]), CODECS.gzip)],
  ['zstd that is none', page({ uncompressed: 9 }, Uint8Array.from([1, 2, 3]), CODECS.zstd)],
  ['half a gzip', page({ uncompressed: 5 }, gzipSync(good).subarray(0, 12), CODECS.gzip)],
  ['half a zstd', page({ uncompressed: 5 }, zstdCompressSync(good).subarray(0, 8), CODECS.zstd)],
  ['half a Brotli', page({ uncompressed: 5 }, brotliCompressSync(good).subarray(0, 4), CODECS.brotli)],
  ['a codec that nobody knows', page({}, good, 77)],
  ['LZO', page({}, good, 3)],
  ['a page that unpacks to more than it says', page({ uncompressed: 2 }, gzipSync(good), CODECS.gzip)],
  ['a page of 2^31 bytes, it says', page({ uncompressed: HUGE, compressed: HUGE })],
  ['a page of fewer bytes than none', page({ compressed: -1 })],
  ['a page that begins again and again', page({ compressed: -30 })],
  ['a page that unpacks to fewer bytes than none', page({ uncompressed: -1 }, gzipSync(good), CODECS.gzip)],
  ['a page of 2^31 values', page({ values: HUGE })],
  ['a page of fewer values than none', page({ values: -1 })],
  ['a page of an unknown kind', page({ kind: 99 })],
  ['a page without a description', page({ kind: 'bare' })],
  ['an encoding that nobody knows', page({ encoding: 99 })],
  ['a text longer than its page', page({}, Uint8Array.from([255, 255, 255, 127, 1]))],
  ['a text of fewer letters than none', page({}, Uint8Array.from([255, 255, 255, 255, 1]))],
  ['a text that is no UTF-8', page({}, plain(Uint8Array.from([255, 254])))],
  [
    'a dictionary of 2^31 texts',
    both({ bytes: Buffer.concat([rawPage({ kind: 'dictionary', values: HUGE }, good), rawPage({}, good)]) }),
  ],
  [
    'a dictionary of fewer texts than none',
    both({ bytes: Buffer.concat([rawPage({ kind: 'dictionary', values: -5 }, good), rawPage({}, good)]) }),
  ],
  ['indices without a dictionary', page({ encoding: ENCODINGS.dictionary }, run(1)), 'bad_row'],
  ['an index behind its dictionary', indexed(1, Uint8Array.from([8, 2, 200])), 'bad_row'],
  ['a run of 2^31 indices', indexed(HUGE, run(HUGE))],
  ['a run longer than its page', indexed(1, run(40_000_000)), 'too_large'],
  ['fifty million values for one row', indexed(50_000_000, run(50_000_000))],
  ['indices of 255 bits', indexed(1, Uint8Array.from([255, 3, 1, 1, 1]))],
  ['numbers for texts', page({ encoding: ENCODINGS.delta }, Uint8Array.from([128, 1, 4, 1, 0])), 'bad_row'],
  ['a delta of no blocks', encoded(ENCODINGS.deltaLength, [0, 0, 1, 0]), 'bad_row'],
  [
    'a delta of blocks without end',
    encoded(ENCODINGS.deltaLength, [255, 255, 255, 255, 15, 4, 255, 255, 255, 255, 15, 0]),
    'bad_row',
  ],
  [
    'a delta of prefixes without end',
    encoded(ENCODINGS.deltaBytes, [128, 1, 4, 1, 255, 255, 255, 255, 15, 128, 1, 4, 1, 2]),
  ],
  ['split streams of texts', encoded(ENCODINGS.split, [1, 2, 3, 4])],
  ['another kind of page of 2^31 rows', page({ kind: 'data2', values: HUGE, rows: HUGE })],
  ['another kind of page with levels behind its end', page({ kind: 'data2', levels: HUGE })],
  ['another kind of page with levels before its beginning', page({ kind: 'data2', levels: -7 })],
  ['no page at all', both({ bytes: Buffer.alloc(0) })],
  ['a page cut in its header', both({ bytes: rawPage({}, good).subarray(0, 5) })],
  [
    'a thousand pages of nothing',
    both({ bytes: Buffer.concat(Array<Uint8Array>(1_000).fill(rawPage({ values: 0 }, Buffer.alloc(0)))) }),
  ],
  ['fewer values than rows', both({ bytes: rawPage({}, good) }, 1_000)],
  ['more values than rows', both({ bytes: rawPage({ values: 2 }, Buffer.concat([good, good])), values: 2n })],
  ['values below zero', both({ bytes: rawPage({}, good), values: -1n })],
  ['rows below zero', both({ bytes: rawPage({}, good) }, -1)],
  ['2^53 rows', both({ bytes: rawPage({}, good) }, 2 ** 53)],
  ['two million and one rows', both({ bytes: rawPage({}, good) }, 2_000_001)],
  ['a column that begins before the file', both({ bytes: rawPage({}, good), offset: -4n })],
  ['a column that begins behind the file', both({ bytes: rawPage({}, good), offset: 2n ** 40n })],
  ['a column longer than the file', both({ bytes: rawPage({}, good), compressed: 2n ** 40n })],
  ['a column that unpacks to a terabyte', both({ bytes: rawPage({}, good), uncompressed: 2n ** 40n })],
  ['a schema of 2^31 children', rawParquet({ bytes: rawPage({}, good) }, { children: HUGE })],
  ['a schema of fewer children than none', rawParquet({ bytes: rawPage({}, good) }, { children: -2 })],
  ['a schema of one child for two columns', rawParquet({ bytes: rawPage({}, good) }, { children: 1 })],
  ['a schema nested nine hundred deep', rawParquet({ bytes: rawPage({}, good) }, { depth: 900 })],
  ['a schema nested twenty thousand deep', rawParquet({ bytes: rawPage({}, good) }, { depth: 20_000 })],
  ['columns that are groups', rawParquet({ bytes: rawPage({}, good) }, { typeless: true })],
];

/** Parquet files whose metadata can be read and whose pages lie. */
export const HOSTILE_PARQUET: HostileFile[] = files.map(([about, content, code = 'file']) => ({
  ...{ about: `Parquet with ${about}`, name: 'rows.parquet', content, code, format: PAIR },
}));
