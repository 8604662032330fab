import { gzipSync, zstdCompressSync } from 'node:zlib';
import { ALPACA, jsonl, MESSAGES, PAIR, pairs, PREFERENCE, SHAREGPT, TEXT } from './corpus-file.ts';
import type { CorpusFile, GoodFile } from './corpus-file.ts';
import { parquetOf } from './parquet-of.ts';

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
