import { brotliCompressSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { ALPACA, jsonl, MESSAGES, PAIR, pairs, PREFERENCE, SHAREGPT, TEXT } from './corpus-file.ts';
import type { CorpusFile, GoodFile } from './corpus-file.ts';
import { parquetOf } from './parquet-of.ts';
import { ENCODINGS, rawPage, rawParquet } from './raw-parquet.ts';

const rows = pairs(12);
const lines = jsonl(rows);
const csv = ['question,answer', ...rows.map(({ question, answer }) => `"${question}",${answer}`)];
const messages = rows.map(({ question, answer }) => ({
  messages: [
    { role: 'system', content: 'Be kind' },
    { role: 'user', content: [{ type: 'text', text: question }] },
    { role: 'assistant', content: answer },
  ],
}));
const sharegpt = rows.map(({ question, answer }, i) => ({
  conversations: [
    { from: i % 2 ? 'human' : 'user', value: question },
    { from: ['gpt', 'assistant', 'model'][i % 3], value: answer },
    { from: ['tool', 'function', 'observation'][i % 3], value: '7' },
    { from: 'gpt', value: 'so it is' },
  ],
  source: 'here',
  score: i / 3,
}));
const alpaca = rows.map(({ question, answer }, i) => ({
  instruction: question,
  input: i % 2 ? 'about it' : '',
  output: answer,
}));
const chosen = rows.map(({ question, answer }) => ({ prompt: question, chosen: answer, rejected: 'no' }));
const turns = chosen.map(({ prompt, chosen: better, rejected }) => ({
  chosen: [
    { role: 'user', content: prompt },
    { role: 'assistant', content: better },
  ],
  rejected: [
    { role: 'user', content: prompt },
    { role: 'assistant', content: rejected },
  ],
}));
const parquet = parquetOf({ question: rows.map((r) => r.question), answer: rows.map((r) => r.answer) }, 5);
const columns = { question: rows.map((r) => r.question), answer: rows.map((r) => r.answer) };
const packers = {
  GZIP: (bytes: Uint8Array) => gzipSync(bytes),
  ZSTD: (bytes: Uint8Array) => zstdCompressSync(bytes),
  BROTLI: (bytes: Uint8Array) => brotliCompressSync(bytes),
};
const written = (column: object, options: object = {}) =>
  new Uint8Array(
    parquetWriteBuffer({
      columnData: Object.entries(columns).map(([name, data]) => ({ name, data, type: 'STRING', ...column })),
      compressors: packers,
      ...options,
    }),
  );
const plain = (value: string) => {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(Buffer.byteLength(value));
  return Buffer.concat([length, Buffer.from(value)]);
};
const firstKind = rawParquet(
  { bytes: rawPage({ values: 12 }, Buffer.concat(columns.answer.map(plain))) },
  { rows: 12 },
);
const repeated = rawParquet(
  {
    bytes: Buffer.concat([
      rawPage({ kind: 'dictionary', values: 2 }, Buffer.concat([plain('a'), plain('b')])),
      rawPage({ values: 12, encoding: ENCODINGS.dictionary }, Uint8Array.from([1, 24, 1])),
    ]),
  },
  { rows: 12 },
);
const texts = rows.map(({ question, answer }) => `${question}\n${answer}`);

const good: [about: string, name: string, content: CorpusFile['content'], format: CorpusFile['format']][] = [
  ['JSON lines', 'rows.jsonl', lines, PAIR],
  ['JSON lines that end with a newline', 'rows.jsonl', `${lines}\n`, PAIR],
  ['JSON lines of Windows', 'rows.jsonl', lines.replaceAll('\n', '\r\n'), PAIR],
  ['JSON lines with blank ones between', 'rows.ndjson', lines.replaceAll('\n', '\n\n \n'), PAIR],
  ['JSON lines behind a byte order mark', 'rows.jsonl', `\ufeff${lines}`, PAIR],
  ['JSON lines called JSON', 'rows.json', lines, PAIR],
  ['a list', 'rows.json', JSON.stringify(rows), PAIR],
  ['a list over many lines', 'rows.json', JSON.stringify(rows, null, 2), PAIR],
  [
    'columns that nobody asked for',
    'rows.jsonl',
    jsonl(rows.map((row) => ({ id: 1, nested: { a: [] }, ...row }))),
    PAIR,
  ],
  [
    'a column nested without end, unread',
    'rows.jsonl',
    lines.replaceAll('{"question"', `{"deep":${'['.repeat(9_000)}${']'.repeat(9_000)},"question"`),
    PAIR,
  ],
  [
    'letters of many scripts',
    'rows.jsonl',
    jsonl(rows.map((row) => ({ ...row, answer: `${row.answer} é 日本 עברית 🌱` }))),
    PAIR,
  ],
  ['half a surrogate pair, escaped', 'rows.jsonl', lines.replaceAll('"the', '"\\ud83d the'), PAIR],
  ['CSV', 'rows.csv', csv.join('\n'), PAIR],
  ['CSV of Windows behind a mark', 'rows.csv', `\ufeff${csv.join('\r\n')}\r\n`, PAIR],
  ['CSV with newlines and quotes in fields', 'rows.csv', csv.join('\n').replaceAll('on ', '""on""\n'), PAIR],
  ['Parquet in three groups', 'rows.parquet', parquet, PAIR],
  ['Parquet without its ending in the name', 'rows.bin', parquet, PAIR],
  ['Parquet in gzip', 'rows.parquet', written({ codec: 'GZIP' }), PAIR],
  ['Parquet in zstd', 'rows.parquet', written({ codec: 'ZSTD' }), PAIR],
  ['Parquet in Brotli', 'rows.parquet', written({ codec: 'BROTLI' }), PAIR],
  ['Parquet in Snappy', 'rows.parquet', written({ codec: 'SNAPPY' }), PAIR],
  ['Parquet that is not packed', 'rows.parquet', written({ codec: 'UNCOMPRESSED' }), PAIR],
  [
    'Parquet of a row a page in zstd',
    'rows.parquet',
    written({ codec: 'ZSTD' }, { pageSize: 1, rowGroupSize: 3 }),
    PAIR,
  ],
  [
    'Parquet with differences of lengths',
    'rows.parquet',
    written({ encoding: 'DELTA_LENGTH_BYTE_ARRAY' }),
    PAIR,
  ],
  ['Parquet with differences of texts', 'rows.parquet', written({ encoding: 'DELTA_BYTE_ARRAY' }), PAIR],
  ['Parquet without statistics', 'rows.parquet', written({ statistics: false }), PAIR],
  ['Parquet of a page of the first kind', 'rows.parquet', firstKind, PAIR],
  ['Parquet with a dictionary and a run', 'rows.parquet', repeated, PAIR],
  [
    'Parquet with columns that nobody asked for, empty ones too',
    'rows.parquet',
    new Uint8Array(
      parquetWriteBuffer({
        columnData: [
          { name: 'id', data: rows.map((_, i) => i), type: 'INT32' },
          ...Object.entries(columns).map(([name, data]) => ({ name, data, type: 'STRING' as const })),
          { name: 'note', data: rows.map((_, i) => (i % 2 ? null : 'so')), type: 'STRING', nullable: true },
        ],
      }),
    ),
    PAIR,
  ],
  ['JSON lines without a space and with many', 'rows.jsonl', lines.replaceAll(',"', ' , "'), PAIR],
  [
    'JSON lines parted in texts by next line',
    'rows.jsonl',
    lines.replaceAll('the ', 'the\u0085\u2028'),
    PAIR,
  ],
  ['JSON lines with one name twice', 'rows.jsonl', lines.replaceAll('{"', '{"answer":"no","'), PAIR],
  [
    'JSON lines with the names of every object',
    'rows.jsonl',
    lines.replaceAll('{"', '{"__proto__":{},"constructor":1,"'),
    PAIR,
  ],
  [
    'gzip in many members, empty ones between',
    'rows.jsonl.gz',
    Buffer.concat(rows.flatMap((row) => [gzipSync(''), gzipSync(`${JSON.stringify(row)}\n`)])),
    PAIR,
  ],
  [
    'zstd in two frames',
    'rows.jsonl.zst',
    Buffer.concat([zstdCompressSync(lines.slice(0, 99)), zstdCompressSync(lines.slice(99))]),
    PAIR,
  ],
  ['JSON lines in gzip', 'rows.jsonl.gz', gzipSync(lines), PAIR],
  ['JSON lines in zstd', 'rows.jsonl.zst', zstdCompressSync(lines), PAIR],
  ['a list in gzip', 'rows.json.gz', gzipSync(JSON.stringify(rows)), PAIR],
  ['CSV in zstd', 'rows.csv.zst', zstdCompressSync(csv.join('\n')), PAIR],
  [
    'gzip in two members',
    'rows.jsonl.gz',
    Buffer.concat([gzipSync(`${lines.slice(0, 99)}`), gzipSync(lines.slice(99))]),
    PAIR,
  ],
  ['messages with parts', 'rows.jsonl', jsonl(messages), MESSAGES],
  [
    'messages with a column of no tools',
    'rows.jsonl',
    jsonl(messages.map((row) => ({ ...row, tools: null }))),
    MESSAGES,
  ],
  ['ShareGPT with every speaker', 'rows.jsonl', jsonl(sharegpt), SHAREGPT],
  [
    'ShareGPT as JSON in CSV',
    'rows.csv',
    [
      'conversations',
      ...sharegpt.map(({ conversations }) => `"${JSON.stringify(conversations).replaceAll('"', '""')}"`),
    ].join('\n'),
    SHAREGPT,
  ],
  ['Alpaca', 'rows.json', JSON.stringify(alpaca), ALPACA],
  ['text in paragraphs', 'rows.txt', texts.join('\n\n'), TEXT],
  ['text in gzip', 'rows.txt.gz', gzipSync(texts.join('\r\n\r\n')), TEXT],
  ['text in a column', 'rows.jsonl', jsonl(texts.map((text) => ({ text }))), TEXT],
  ['pairs of answers', 'rows.jsonl', jsonl(chosen), PREFERENCE],
  [
    'pairs of conversations',
    'rows.jsonl',
    jsonl(turns),
    { name: 'preference', chosen: 'chosen', rejected: 'rejected' },
  ],
];

/** Datasets that must be taken, twelve rows in each. */
export const GOOD_FILES: GoodFile[] = good.map(([about, name, content, format]) => ({
  ...{ about, name, content, format, rows: rows.length },
}));
