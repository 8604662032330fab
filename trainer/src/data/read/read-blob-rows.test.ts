import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parquetWriteFile } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/support/temporary-folder.ts';
import type { DataFileFormat } from './data-file-format.ts';
import { readBlobRows } from './read-blob-rows.ts';
import type { RowItem } from './row-item.ts';

const ROWS = Array.from({ length: 3_000 }, (_, i) => ({
  question: `What is ${i} + "one",\nand why?`,
  answer: `é${'…'.repeat(i % 400)}`,
}));
const EXPECTED = ROWS.map((value, i) => ({ row: i + 1, value }));
const csvField = (value: string) => `"${value.replaceAll('"', '""')}"`;

async function all(content: string | Uint8Array, format: DataFileFormat): Promise<RowItem[]> {
  const items: RowItem[] = [];
  for await (const item of readBlobRows('rows', new Blob([content as string]), { format })) items.push(item);
  return items;
}

describe('readBlobRows', () => {
  it.each<[DataFileFormat, string]>([
    ['jsonl', ROWS.map((row) => JSON.stringify(row)).join('\n')],
    ['json', JSON.stringify(ROWS)],
    ['csv', ['question,answer', ...ROWS.map((row) => Object.values(row).map(csvField).join(','))].join('\n')],
  ])('gives every row of %s that is longer than a slice', async (format, content) => {
    expect(new Blob([content]).size).toBeGreaterThan(1 << 20);
    expect(await all(content, format)).toEqual(EXPECTED);
  });

  it('gives every row of Parquet', async () => {
    const filename = join(await temporaryFolder(), 'rows.parquet');
    const columnData = (['question', 'answer'] as const).map((name) => ({
      name,
      data: ROWS.map((row) => row[name]),
    }));
    parquetWriteFile({ filename, columnData });
    expect(await all(await readFile(filename), 'parquet')).toEqual(EXPECTED);
  });

  it('names a broken row and goes on', async () => {
    expect(await all('{"a":1}\n{oops\n[2]\n{"a":3}', 'jsonl')).toEqual([
      { row: 1, value: { a: 1 } },
      { row: 2, problem: expect.stringContaining('is no JSON') as string },
      { row: 3, problem: 'is no object with fields' },
      { row: 4, value: { a: 3 } },
    ]);
    expect((await all('a,b\n1,2\n3\n', 'csv'))[1]).toEqual({
      row: 2,
      problem: 'has 1 fields where the header has 2',
    });
  });

  it('refuses what is no Parquet, and CSV whose records cannot be told apart', async () => {
    await expect(all('PAR1 no', 'parquet')).rejects.toMatchObject({ name: 'DataError', code: 'file' });
    await expect(all('a,b\n1,"2" x\n', 'csv')).rejects.toMatchObject({
      name: 'DataError',
      code: 'file',
      row: 1,
    });
  });
});
