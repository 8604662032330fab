import { readFile, truncate } from 'node:fs/promises';
import fc from 'fast-check';
import { parquetWriteFile } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { ENCODINGS, rawPage, rawParquet } from '../../../test/corpus/raw-parquet.ts';
import { writtenFile } from '../../../test/support/written-file.ts';
import type { DataFile } from './data-file.ts';
import { MAX_ROW_BYTES } from './limits.ts';
import { readParquetRows } from './read-parquet-rows.ts';
import { readRows } from './read-rows.ts';
import type { RowItem } from './row-item.ts';

async function all(file: DataFile): Promise<RowItem[]> {
  const items: RowItem[] = [];
  for await (const item of readRows(file)) items.push(item);
  return items;
}

const read = async (name: string, content: string | Uint8Array) => all(await writtenFile(name, content));
const refusal = (code: string, row: number | null) =>
  expect.objectContaining({ name: 'DataError', code, row }) as Error;

// Rows as a dataset may hold them: quotes, commas, newlines, brackets and other scripts inside texts.
const text = fc.string({ unit: 'grapheme', maxLength: 30 }).map((s) => s.toWellFormed());
const hostileText = fc.oneof(text, fc.constantFrom('a,"b"\n{[]}', '\\"', '}]', ' \r\n ', '"', ','));
const rows = fc.array(fc.record({ question: hostileText, answer: hostileText }), {
  minLength: 1,
  maxLength: 20,
});
const csvField = (value: string) => `"${value.replaceAll('"', '""')}"`;

describe('readRows', () => {
  it.each<[string, (rows: Record<string, string>[]) => string]>([
    ['rows.jsonl', (given) => given.map((row) => JSON.stringify(row)).join('\n')],
    ['rows.ndjson', (given) => `${given.map((row) => JSON.stringify(row)).join('\r\n\n')}\n`],
    ['rows.json', (given) => JSON.stringify(given, null, 2)],
    ['rows.json', (given) => given.map((row) => JSON.stringify(row)).join('\n')],
    [
      'rows.csv',
      (given) =>
        ['question,answer', ...given.map((row) => Object.values(row).map(csvField).join(','))].join('\n'),
    ],
  ])('gives back every row of %s, in order, numbered from one', async (name, write) => {
    await fc.assert(
      fc.asyncProperty(rows, async (given) => {
        expect(await read(name, write(given))).toEqual(given.map((value, i) => ({ row: i + 1, value })));
      }),
      { numRuns: 40 },
    );
  });

  it('reads a file that is longer than one block of the disk', async () => {
    const given = Array.from({ length: 4_000 }, (_, i) => ({
      question: `q${i}`,
      answer: 'é'.repeat(i % 300),
    }));
    const expected = given.map((value, i) => ({ row: i + 1, value }));
    expect(await read('rows.jsonl', given.map((row) => JSON.stringify(row)).join('\n'))).toEqual(expected);
    expect(await read('rows.json', JSON.stringify(given))).toEqual(expected);
  });

  it('refuses a file of another kind', async () => {
    await expect(read('rows.xlsx', 'PK')).rejects.toThrow(refusal('unknown_format', null));
  });

  it('refuses a file that is not there', async () => {
    await expect(all({ name: 'rows.jsonl', path: '/nowhere/rows.jsonl' })).rejects.toThrow(
      refusal('file', null),
    );
  });
});

describe('readRows with JSON lines', () => {
  it('says which row is no JSON and goes on', async () => {
    const items = await read('rows.jsonl', '{"a":1}\n{"a":\n\n[1]\n{"a":2}');
    expect(items).toEqual([
      { row: 1, value: { a: 1 } },
      { row: 2, problem: expect.stringContaining('is no JSON') as string },
      { row: 3, problem: 'is no object with fields' },
      { row: 4, value: { a: 2 } },
    ]);
  });

  it('passes over a line that is longer than a row may be', async () => {
    const endless = `{"a":"${'x'.repeat(MAX_ROW_BYTES)}"}`;
    expect(await read('rows.jsonl', `{"a":1}\n${endless}\n{"a":2}\n`)).toEqual([
      { row: 1, value: { a: 1 } },
      { row: 2, problem: expect.stringContaining('is longer than') as string },
      { row: 3, value: { a: 2 } },
    ]);
  });

  it('ends at a last line that never ends', async () => {
    const [item] = await read('rows.jsonl', 'x'.repeat(MAX_ROW_BYTES + 1));
    expect(item).toMatchObject({ row: 1, problem: expect.stringContaining('is longer than') as string });
  });
});

describe('readRows with a JSON array', () => {
  it('takes an empty array for no rows', async () => {
    expect(await read('rows.json', ' [ ] ')).toEqual([]);
  });

  it('names an element that is no row', async () => {
    expect(await read('rows.json', '[{"a":1}, 7, {"a" 2}]')).toEqual([
      { row: 1, value: { a: 1 } },
      { row: 2, problem: 'is no object with fields' },
      { row: 3, problem: expect.stringContaining('is no JSON') as string },
    ]);
  });

  it.each([
    ['cut off inside a row', '[{"a":1},{"a":', 2],
    ['cut off between rows', '[{"a":1},', 2],
    ['going on behind its end', '[{"a":1}] {"b":2}', null],
  ])('refuses an array %s', async (_, content, row) => {
    await expect(read('rows.json', content)).rejects.toThrow(refusal('file', row));
  });

  it('refuses an element that never ends', async () => {
    await expect(read('rows.json', `[{"a":1},{"a":"${'x'.repeat(MAX_ROW_BYTES)}`)).rejects.toThrow(
      refusal('too_large', 2),
    );
  });
});

describe('readRows with CSV', () => {
  it('names a record with too few or too many fields', async () => {
    expect(await read('rows.csv', 'a,b\n1,2\n3\n4,5,6\n7,8\n')).toEqual([
      { row: 1, value: { a: '1', b: '2' } },
      { row: 2, problem: 'has 1 fields where the header has 2' },
      { row: 3, problem: 'has 3 fields where the header has 2' },
      { row: 4, value: { a: '7', b: '8' } },
    ]);
  });

  it('refuses a quote that swallows the rest of the file', async () => {
    await expect(read('rows.csv', `a,b\n1,2\n"${'x,\n'.repeat(MAX_ROW_BYTES)}`)).rejects.toThrow(
      refusal('too_large', 2),
    );
  });

  it('refuses a quote in the middle of a field', async () => {
    await expect(read('rows.csv', 'a,b\n1,2\n3,x "y" z\n')).rejects.toThrow(refusal('file', 2));
  });

  it('refuses a quote that is not closed', async () => {
    await expect(read('rows.csv', 'a,b\n1,"2\n')).rejects.toThrow(refusal('file', 1));
  });

  it('refuses two columns of one name', async () => {
    await expect(read('rows.csv', 'a,a\n1,2\n')).rejects.toThrow('two columns are called a');
  });

  it('overlooks the mark that spreadsheets put in front', async () => {
    expect(await read('rows.csv', '\ufeffa\n1\n')).toEqual([{ row: 1, value: { a: '1' } }]);
  });
});

describe('readRows with Parquet', () => {
  async function parquet(codec: 'SNAPPY' | 'UNCOMPRESSED', count = 2_500): Promise<DataFile> {
    const file = await writtenFile('rows.parquet', '');
    const numbers = Array.from({ length: count }, (_, i) => i);
    await parquetWriteFile({
      filename: file.path,
      codec,
      rowGroupSize: 1_000,
      columnData: [
        { name: 'question', data: numbers.map((i) => `question ${i}`), type: 'STRING' },
        {
          name: 'conversations',
          data: numbers.map((i) => [{ from: 'human', value: `v${i}` }]),
          type: 'JSON',
        },
      ],
    });
    return file;
  }

  it.each(['SNAPPY', 'UNCOMPRESSED'] as const)('reads rows over several groups, %s', async (codec) => {
    const items = await all(await parquet(codec));
    expect(items).toHaveLength(2_500);
    expect(items[1_999]).toEqual({
      row: 2_000,
      value: { question: 'question 1999', conversations: [{ from: 'human', value: 'v1999' }] },
    });
  });

  it('refuses a file that is cut off', async () => {
    const file = await parquet('SNAPPY');
    await truncate(file.path, 5_000);
    await expect(all(file)).rejects.toThrow(refusal('file', null));
  });

  it('refuses a file whose pages are broken', async () => {
    const file = await parquet('SNAPPY');
    const bytes = await readFile(file.path);
    bytes.fill(0xff, 40, 400);
    await expect(read('rows.parquet', bytes)).rejects.toThrow(refusal('file', null));
  });

  it('ends a decoder that a lying page keeps busy without end', async () => {
    // A run of two hundred million indices in a page of one value.
    const run = Uint8Array.from([1, 0x80, 0x88, 0xde, 0xbe, 0x01, 0]);
    const pages = [
      rawPage({ kind: 'dictionary' }, Uint8Array.from([1, 0, 0, 0, 97])),
      rawPage({ encoding: ENCODINGS.dictionary }, run),
    ];
    const file = await writtenFile('rows.parquet', rawParquet({ bytes: Buffer.concat(pages) }));
    await expect(async () => {
      for await (const item of readParquetRows(file)) expect(item.row).toBeGreaterThan(0);
    }).rejects.toThrow(refusal('too_large', 1));
  });
});

describe('readRows with text', () => {
  it('takes paragraphs for rows, whatever ends their lines', async () => {
    const expected = ['One\ntwo', 'three', 'four'].map((text, i) => ({ row: i + 1, value: { text } }));
    expect(await read('rows.txt', '\n\nOne\ntwo\n\nthree\n \t\n\n\nfour\n')).toEqual(expected);
    expect(await read('rows.txt', 'One\r\ntwo\r\n\r\nthree\r\n\r\nfour')).toEqual(
      expected.map(({ row, value }) => ({ row, value: { text: value.text } })),
    );
  });

  it('passes over a paragraph that is longer than a row may be', async () => {
    const endless = 'x '.repeat(MAX_ROW_BYTES);
    expect(await read('rows.txt', `a\n\n${endless}\n\nb`)).toEqual([
      { row: 1, value: { text: 'a' } },
      { row: 2, problem: expect.stringContaining('is longer than') as string },
      { row: 3, value: { text: 'b' } },
    ]);
  });
});

describe('readRows with other encodings', () => {
  const latin1 = Buffer.from('{"a":"caf\xe9"}', 'latin1');

  it('names the row of JSON lines that is not UTF-8', async () => {
    expect(await read('rows.jsonl', Buffer.concat([Buffer.from('{"a":1}\n'), latin1]))).toEqual([
      { row: 1, value: { a: 1 } },
      { row: 2, problem: 'is not UTF-8' },
    ]);
  });

  it.each([
    ['rows.json', Buffer.concat([Buffer.from('['), latin1, Buffer.from(']')])],
    ['rows.csv', Buffer.from('a\ncaf\xe9\n', 'latin1')],
    ['rows.txt', Buffer.from('caf\xe9', 'latin1')],
    ['rows.txt', Buffer.from('half a letter: \u00e9').subarray(0, -1)],
    ['rows.jsonl', Buffer.from('\ufeff{"a":1}', 'utf16le')],
    ['rows.csv', Buffer.from('a\n1\n', 'utf16le')],
  ])('refuses %s that is not UTF-8', async (name, bytes) => {
    await expect(read(name, bytes)).rejects.toThrow(refusal('encoding', null));
  });

  it('names a row that hides zero bytes', async () => {
    const filler = 'x'.repeat(5_000);
    expect((await read('rows.csv', `a,b\n${filler},1\nc,\0\n`))[1]).toEqual({
      row: 2,
      problem: expect.stringContaining('zero bytes') as string,
    });
    expect((await read('rows.txt', `${filler}\n\n\0`))[1]).toEqual({
      row: 2,
      problem: expect.stringContaining('zero bytes') as string,
    });
  });
});
