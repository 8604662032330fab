import { gzipSync, zstdCompressSync } from 'node:zlib';
import { jsonl, PAIR, pairs } from './corpus-file.ts';
import type { HostileFile } from './corpus-file.ts';

const good = jsonl(pairs(3));
const row = '{"question":"q","answer":"a"}';
const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));

const lines: [about: string, code: string, content: HostileFile['content']][] = [
  ['nothing', 'no_rows', ''],
  ['newlines', 'no_rows', '\n'.repeat(10_000)],
  ['spaces', 'no_rows', ' '.repeat(10_000)],
  ['a byte order mark alone', 'no_rows', '\ufeff'],
  ['an object that is not closed', 'bad_row', '{"question":"q"'],
  ['a last line that is cut off', 'bad_row', `${good}\n{"question":"q","ans`],
  ['a list for a row', 'bad_row', `${good}\n[1,2]`],
  ['a text for a row', 'bad_row', `"question"\n${good}`],
  ['a number for a row', 'bad_row', `7\n${good}`],
  ['null for a row', 'bad_row', `${good}\nnull`],
  ['a trailing comma', 'bad_row', '{"question":"q","answer":"a",}'],
  ['single quotes', 'bad_row', "{'question':'q','answer':'a'}"],
  ['a comment', 'bad_row', `// rows\n${good}`],
  ['a value that is no number', 'bad_row', '{"question":"q","answer":"a","score":NaN}'],
  ['two rows in a line', 'bad_row', `${row}${row}`],
  ['a control character in a text', 'bad_row', '{"question":"q\u0001","answer":"a"}'],
  ['a bad escape', 'bad_row', '{"question":"\\x41","answer":"a"}'],
  ['a line without end', 'bad_row', () => `{"question":"${'x'.repeat(6 << 20)}`],
  ['a line without end before good ones', 'bad_row', () => `${'['.repeat(6 << 20)}\n${good}`],
  ['brackets that open without end', 'bad_row', () => '['.repeat(200_000)],
  ['objects in objects without end', 'bad_row', () => '{"a":'.repeat(200_000)],
  [
    'a question of lists in lists',
    'bad_row',
    () => `{"question":${'['.repeat(50_000)}${']'.repeat(50_000)},"answer":"a"}`,
  ],
  [
    'an answer of a million lists in lists',
    'bad_row',
    () => `{"question":"q","answer":${'['.repeat(1e6)}${']'.repeat(1e6)}}`,
  ],
  [
    'half a million columns',
    'bad_row',
    () => `{${Array.from({ length: 250_000 }, (_, i) => `"${i}":1`).join(',')}}`,
  ],
  ['a column of a name without end', 'bad_row', () => `{"${'question'.repeat(400_000)}":1}`],
  [
    'four thousand long names',
    'bad_row',
    () => `{${Array.from({ length: 4_000 }, (_, i) => `"${'questio'.repeat(90)}${i}":1`).join(',')}}`,
  ],
  [
    'one name again and again, nothing at last',
    'bad_row',
    () => `{${'"answer":"a",'.repeat(100_000)}"question":"q","answer":""}`,
  ],
  ['a number of three million digits', 'bad_row', () => `{"question":"q","answer":${'9'.repeat(3 << 20)}}`],
  ['a number beyond numbers', 'bad_row', '{"question":"q","answer":1e9999}'],
  ['an answer in its prototype', 'bad_row', '{"question":"q","__proto__":{"answer":"a"}}'],
  ['rows parted by next line', 'bad_row', `${row}\u0085${row}`],
  ['rows parted by line separators', 'bad_row', `${row}\u2028${row}`],
  ['rows parted by carriage returns alone', 'bad_row', `${row}\r${row}`],
  ['a zero byte at its end', 'encoding', `${row}\0`],
  ['three rows, then a million numbers', 'bad_row', () => `${good}\n${'7\n'.repeat(1e6)}`],
  ['UTF-16 with a mark', 'encoding', Buffer.from(`\ufeff${good}`, 'utf16le')],
  ['UTF-16 without a mark', 'encoding', Buffer.from(good, 'utf16le')],
  ['UTF-16 the other way round', 'encoding', Buffer.from(`\ufeff${good}`, 'utf16le').swap16()],
  ['UTF-32', 'encoding', Buffer.from([...good].flatMap((c) => [c.charCodeAt(0), 0, 0, 0]))],
  ['Latin-1', 'bad_row', Buffer.from('{"question":"caf\xe9","answer":"a"}', 'latin1')],
  ['Windows-1252', 'bad_row', bytes('{"question":"', [0x93], 'q', [0x94], '","answer":"a"}')],
  ['Shift-JIS', 'bad_row', bytes('{"question":"', [0x93, 0xfa, 0x96, 0x7b], '","answer":"a"}')],
  ['an overlong zero', 'bad_row', bytes('{"question":"', [0xc0, 0x80], '","answer":"a"}')],
  [
    'half a surrogate pair in UTF-8',
    'bad_row',
    bytes('{"question":"', [0xed, 0xa0, 0x80], '","answer":"a"}'),
  ],
  ['a letter beyond Unicode', 'bad_row', bytes('{"question":"', [0xf5, 0x80, 0x80, 0x80], '","answer":"a"}')],
  ['a letter cut in half at the end', 'bad_row', bytes(good, '\n{"question":"', [0xe2, 0x82])],
  ['a program', 'encoding', bytes([0x7f], 'ELF', [2, 1, 1, 0, 0, 0, 0])],
  ['a page', 'bad_row', '<!DOCTYPE html>\n<html><body>404</body></html>'],
  ['rows as Python prints them', 'bad_row', "{'question': 'q', 'answer': None}"],
  ['YAML', 'bad_row', '- question: q\n  answer: a'],
  [
    'a pointer to a large file',
    'bad_row',
    'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1',
  ],
  ['zero bytes behind the head', 'bad_row', `${jsonl(pairs(300))}\n\0\0\0`],
  ['gzip under another name', 'unknown_format', gzipSync(good)],
  ['zstd under another name', 'unknown_format', zstdCompressSync(good)],
  ['Parquet under another name', 'file', 'PAR1 and nothing'],
];

const arrays: [about: string, code: string, content: HostileFile['content']][] = [
  ['an opening bracket', 'file', '['],
  ['an empty list', 'no_rows', '[]'],
  ['a list that is not closed', 'file', `[${row}`],
  ['a list cut off between rows', 'file', `[${row},`],
  ['a list cut off in a text', 'file', `[{"question":"q`],
  ['two lists', 'file', `[${row}][${row}]`],
  ['something behind the list', 'file', `[${row}]x`],
  ['a list closed twice', 'file', `[${row}]]`],
  ['a trailing comma in a list', 'bad_row', `[${row},]`],
  ['no comma between rows', 'bad_row', `[${row} ${row}]`],
  ['a number in a list', 'bad_row', `[${row},7]`],
  ['null in a list', 'bad_row', `[null,${row}]`],
  ['a list in a list', 'bad_row', `[[${row}]]`],
  ['an element without end', 'too_large', () => `[{"question":"${'x'.repeat(6 << 20)}`],
  ['brackets without end', 'too_large', () => `[${'['.repeat(6 << 20)}`],
  ['spaces without end', 'too_large', () => `[${' '.repeat(6 << 20)}`],
  ['rows under a key', 'bad_row', `{"data":[${row}]}`],
  ['rows under a key, over lines', 'bad_row', JSON.stringify({ data: pairs(2) }, null, 2)],
  ['a list in Latin-1', 'encoding', Buffer.from('[{"question":"caf\xe9","answer":"a"}]', 'latin1')],
  ['a list in UTF-16', 'encoding', Buffer.from(`[${row}]`, 'utf16le')],
  ['a letter cut in half', 'encoding', bytes(`[${row}`, [0xe2, 0x82])],
];

/** JSON lines and lists that are none. */
export const HOSTILE_LINES: HostileFile[] = [
  ...lines.map(([about, code, content]) => ({ about, code, content, name: 'rows.jsonl', format: PAIR })),
  ...arrays.map(([about, code, content]) => ({ about, code, content, name: 'rows.json', format: PAIR })),
];
