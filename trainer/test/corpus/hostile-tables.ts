import { gzipSync, zstdCompressSync } from 'node:zlib';
import { jsonl, PAIR, pairs, TEXT } from './corpus-file.ts';
import type { HostileFile } from './corpus-file.ts';
import { parquetOf } from './parquet-of.ts';

type Content = HostileFile['content'];

const csv: [about: string, code: string, content: Content][] = [
  ['nothing', 'no_rows', ''],
  ['a header alone', 'no_rows', 'question,answer\n'],
  ['two columns of one name', 'file', 'question,question\nq,a\n'],
  ['a field too few', 'bad_row', 'question,answer\nq\n'],
  ['a field too many', 'bad_row', 'question,answer\nq,a,b\n'],
  ['a quote that is not closed', 'file', 'question,answer\nq,"a\n'],
  ['a quote inside a field', 'file', 'question,answer\nq,a "b" c\n'],
  ['a quote closed too early', 'file', 'question,answer\nq,"a" b\n'],
  ['a quote that swallows the file', 'too_large', () => `question,answer\nq,"${'a,\n'.repeat(2 << 20)}`],
  ['a field without end', 'too_large', () => `question,answer\nq,${'a'.repeat(6 << 20)}`],
  ['a header without end', 'too_large', () => 'question'.repeat(1 << 20)],
  [
    'a header of half a million columns',
    'bad_row',
    () => `question,answer,${Array.from({ length: 500_000 }, (_, i) => i.toString(36)).join(',')}\nq,a\n`,
  ],
  ['doubled quotes without end', 'file', () => `question,answer\nq,"${'""'.repeat(1 << 20)}`],
  ['a column that every object has', 'bad_row', '__proto__,question\na,q\n'],
  ['old Macintosh lines and no answers', 'bad_row', 'question,answer\rq,\r'],
  ['half a million empty rows', 'bad_row', () => `question,answer\n${',\n'.repeat(500_000)}`],
  ['semicolons', 'bad_row', 'question;answer\nq;a\n'],
  ['tabs', 'bad_row', 'question\tanswer\nq\ta\n'],
  ['another header', 'bad_row', 'frage,antwort\nq,a\n'],
  ['rows without a header', 'bad_row', 'q,a\nr,b\n'],
  ['zero bytes', 'encoding', 'question,answer\nq,\0\n'],
  ['zero bytes behind the head', 'bad_row', `question,answer\n${'q,a\n'.repeat(2_000)}q,\0\n`],
  ['Latin-1', 'encoding', Buffer.from('question,answer\ncaf\xe9,a\n', 'latin1')],
  ['UTF-16, as spreadsheets save it', 'encoding', Buffer.from('\ufeffquestion,answer\nq,a\n', 'utf16le')],
  ['JSON', 'file', jsonl(pairs(2))],
];

const whole = parquetOf({
  question: pairs(50).map((row) => row.question),
  answer: pairs(50).map((row) => row.answer),
});
const changed = (change: (bytes: Buffer) => void): Uint8Array => {
  const bytes = Buffer.from(whole);
  change(bytes);
  return bytes;
};
const footerAt = whole.length - 8;
const footerBytes = Buffer.from(whole).readUInt32LE(footerAt);

const parquet: [about: string, code: string, content: Content][] = [
  ['nothing', 'file', ''],
  ['its magic alone', 'file', 'PAR1'],
  ['its magic twice', 'file', 'PAR1PAR1'],
  ['text', 'file', jsonl(pairs(3))],
  ['half of it', 'file', whole.subarray(0, whole.length >> 1)],
  ['its last byte missing', 'file', whole.subarray(0, whole.length - 1)],
  ['its beginning missing', 'file', whole.subarray(whole.length >> 1)],
  ['another magic at its end', 'file', changed((bytes) => bytes.write('PARE', bytes.length - 4))],
  ['a footer longer than the file', 'file', changed((bytes) => bytes.writeUInt32LE(0x7fff_ffff, footerAt))],
  ['a footer of no length', 'file', changed((bytes) => bytes.writeUInt32LE(0, footerAt))],
  ['a footer one byte short', 'file', changed((bytes) => bytes.writeUInt32LE(footerBytes - 1, footerAt))],
  ['a footer of ones', 'file', changed((bytes) => bytes.fill(0xff, footerAt - footerBytes, footerAt))],
  ['a footer of zeros', 'file', changed((bytes) => bytes.fill(0, footerAt - footerBytes, footerAt))],
  ['a footer of noise', 'file', changed((bytes) => noise(bytes, footerAt - footerBytes, footerAt))],
  ['pages of ones', 'file', changed((bytes) => bytes.fill(0xff, 4, 200))],
  ['pages of zeros', 'file', changed((bytes) => bytes.fill(0, 4, 200))],
  ['pages of noise', 'file', changed((bytes) => noise(bytes, 4, 200))],
  ['no rows', 'no_rows', () => emptied()],
  ['other columns', 'bad_row', parquetOf({ frage: ['q'], antwort: ['a'] })],
  ['answers that are empty', 'bad_row', parquetOf({ question: ['q'], answer: [''] })],
];

const packed: [about: string, code: string, name: string, content: Content][] = [
  ['a bomb of newlines', 'too_large', 'rows.jsonl.gz', () => gzipSync(Buffer.alloc(24 << 20, '\n'))],
  ['a bomb of zeros', 'encoding', 'rows.jsonl.gz', () => gzipSync(Buffer.alloc(16 << 20))],
  ['a bomb of one row', 'bad_row', 'rows.jsonl.gz', () => gzipSync(Buffer.alloc(16 << 20, 'x'))],
  ['a bomb of spaces', 'bad_row', 'rows.json.gz', () => gzipSync(Buffer.alloc(16 << 20, ' '))],
  ['a bomb inside a list', 'too_large', 'rows.json.gz', () => gzipSync(`[${' '.repeat(16 << 20)}`)],
  [
    'a bomb behind a list',
    'too_large',
    'rows.json.gz',
    () => gzipSync(`${JSON.stringify(pairs(3))}${' '.repeat(16 << 20)}`),
  ],
  ['a bomb of CSV', 'too_large', 'rows.csv.gz', () => gzipSync(`question,answer\n${'\n'.repeat(16 << 20)}`)],
  ['a bomb of newlines', 'too_large', 'rows.jsonl.zst', () => zstdCompressSync(Buffer.alloc(24 << 20, '\n'))],
  ['a bomb of one row', 'bad_row', 'rows.jsonl.zst', () => zstdCompressSync(Buffer.alloc(16 << 20, 'x'))],
  ['half a gzip', 'file', 'rows.jsonl.gz', () => half(gzipSync(jsonl(pairs(3_000))))],
  ['half a zstd', 'file', 'rows.jsonl.zst', () => half(zstdCompressSync(jsonl(pairs(30_000))))],
  ['gzip with a wrong sum', 'file', 'rows.jsonl.gz', () => wrongSum(gzipSync(jsonl(pairs(30))))],
  ['gzip that is its magic alone', 'file', 'rows.jsonl.gz', Buffer.from([0x1f, 0x8b])],
  ['gzip of an unknown method', 'file', 'rows.jsonl.gz', Buffer.from([0x1f, 0x8b, 9, 0, 0, 0, 0, 0, 0, 3])],
  ['noise behind the magic of zstd', 'file', 'rows.jsonl.zst', () => noisyZstd()],
  [
    'gzip whose second member is cut off',
    'file',
    'rows.jsonl.gz',
    () => Buffer.concat([gzipSync(jsonl(pairs(3))), gzipSync(`\n${jsonl(pairs(3_000))}`).subarray(0, 500)]),
  ],
  [
    'gzip with something behind it',
    'file',
    'rows.jsonl.gz',
    () => Buffer.concat([gzipSync(jsonl(pairs(3))), Buffer.from('something')]),
  ],
  [
    'fifty thousand empty gzips',
    'no_rows',
    'rows.jsonl.gz',
    () => Buffer.concat(Array<Buffer>(50_000).fill(gzipSync(''))),
  ],
  [
    'fifty thousand empty zstds',
    'too_large',
    'rows.jsonl.zst',
    () => Buffer.concat(Array<Buffer>(50_000).fill(zstdCompressSync(''))),
  ],
  [
    'zstd whose second frame is cut off',
    'file',
    'rows.jsonl.zst',
    () =>
      Buffer.concat([
        zstdCompressSync(jsonl(pairs(3))),
        zstdCompressSync(`\n${jsonl(pairs(3_000))}`).subarray(0, 500),
      ]),
  ],
  [
    'zstd with something behind it',
    'file',
    'rows.jsonl.zst',
    () => Buffer.concat([zstdCompressSync(jsonl(pairs(3))), Buffer.from('something')]),
  ],
  [
    'gzip of a name without end',
    'file',
    'rows.jsonl.gz',
    () => Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 3]), Buffer.alloc(8 << 20, 'A')]),
  ],
  [
    'a row too long in gzip',
    'bad_row',
    'rows.jsonl.gz',
    () => gzipSync(`{"question":"${'x'.repeat(5 << 20)}"}`),
  ],
  [
    'zstd without its last bytes',
    'file',
    'rows.jsonl.zst',
    () => zstdCompressSync(jsonl(pairs(3_000))).subarray(0, -5),
  ],
  [
    'zstd that skips what is not there',
    'file',
    'rows.jsonl.zst',
    () => Buffer.concat([zstdCompressSync(''), Buffer.from([0x50, 0x2a, 0x4d, 0x18, 255, 255, 255, 255])]),
  ],
  [
    'zstd of an endless window',
    'file',
    'rows.jsonl.zst',
    Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 0xf8, 0, 0, 0]),
  ],
  [
    'zstd of 2^63 bytes, it says',
    'file',
    'rows.jsonl.zst',
    Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0xe0, 255, 255, 255, 255, 255, 255, 255, 127, 1, 0, 0]),
  ],
  ['an empty gzip', 'no_rows', 'rows.jsonl.gz', gzipSync('')],
  ['nothing, called gzip', 'unknown_format', 'rows.jsonl.gz', ''],
  ['text, called gzip', 'unknown_format', 'rows.jsonl.gz', jsonl(pairs(3))],
  ['text, called zstd', 'unknown_format', 'rows.jsonl.zst', jsonl(pairs(3))],
  ['gzip, called zstd', 'unknown_format', 'rows.jsonl.zst', gzipSync(jsonl(pairs(3)))],
  ['zip, called gzip', 'unknown_format', 'rows.jsonl.gz', 'PK\u0003\u0004'],
  ['gzip in gzip', 'unknown_format', 'rows.jsonl.gz.gz', gzipSync(gzipSync(jsonl(pairs(3))))],
  ['an archive', 'unknown_format', 'rows.tar.gz', gzipSync(jsonl(pairs(3)))],
  ['Parquet in gzip', 'unknown_format', 'rows.parquet.gz', gzipSync(whole)],
  [
    'Latin-1 in gzip',
    'bad_row',
    'rows.jsonl.gz',
    gzipSync(Buffer.from('{"question":"\xe9","answer":"a"}', 'latin1')),
  ],
  ['UTF-16 in gzip', 'encoding', 'rows.jsonl.gz', gzipSync(Buffer.from(jsonl(pairs(3)), 'utf16le'))],
];

const texts: [about: string, code: string, content: Content][] = [
  ['nothing', 'no_rows', ''],
  ['blank lines', 'no_rows', '\n \n\t\n'.repeat(1_000)],
  ['a paragraph without end', 'bad_row', () => 'word '.repeat(2 << 20)],
  ['Latin-1', 'encoding', Buffer.from('caf\xe9', 'latin1')],
  ['UTF-16', 'encoding', Buffer.from('a text', 'utf16le')],
  ['a picture', 'encoding', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13])],
  ['zero bytes behind the head', 'bad_row', `${'word '.repeat(2_000)}\n\n\0`],
];

const kinds: [name: string, code: string, content: Content][] = [
  ['rows.xlsx', 'unknown_format', 'PK\u0003\u0004'],
  ['rows.pkl', 'unknown_format', Buffer.from([0x80, 4, 0x95])],
  ['rows.arrow', 'unknown_format', 'ARROW1'],
  ['rows', 'unknown_format', jsonl(pairs(3))],
  ['rows.py', 'unknown_format', 'import datasets'],
  ['rows.jsonl', 'file', undefined],
];

/** Tables, packed files, texts and other things that are no dataset. */
export const HOSTILE_TABLES: HostileFile[] = [
  ...csv.map(([about, code, content]) => ({ about, code, content, name: 'rows.csv', format: PAIR })),
  ...parquet.map(([about, code, content]) => ({ about, code, content, name: 'rows.parquet', format: PAIR })),
  ...packed.map(([about, code, name, content]) => ({ about, code, content, name, format: PAIR })),
  ...texts.map(([about, code, content]) => ({ about, code, content, name: 'rows.txt', format: TEXT })),
  ...kinds.map(([name, code, content]) => ({
    ...{ about: content === undefined ? 'a folder' : 'another kind', name, code, content, format: PAIR },
  })),
];

/** The same noise each time. */
function noise(bytes: Buffer, from: number, to: number): void {
  for (let i = from, state = 12_345; i < to; i++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    bytes[i] = state >>> 24;
  }
}

function half(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, bytes.length >> 1);
}

function wrongSum(bytes: Buffer): Buffer {
  bytes[bytes.length - 8]! ^= 0xff;
  return bytes;
}

function noisyZstd(): Buffer {
  const bytes = Buffer.alloc(500);
  noise(bytes, 0, bytes.length);
  bytes.set([0x28, 0xb5, 0x2f, 0xfd]);
  return bytes;
}

function emptied(): Uint8Array {
  return parquetOf({ question: [], answer: [] });
}
