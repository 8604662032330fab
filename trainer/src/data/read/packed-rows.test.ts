import { gzipSync, zstdCompressSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { writtenFile } from '../../../test/support/written-file.ts';
import { blobKind, readBlobRows } from './read-blob-rows.ts';
import { readRows } from './read-rows.ts';
import type { RowItem } from './row-item.ts';

const ROWS = Array.from({ length: 3_000 }, (_, i) => ({ text: `paragraph ${i}: ${'é'.repeat(i % 200)}.` }));
const EXPECTED = ROWS.map((value, i) => ({ row: i + 1, value }));
const CONTENTS = {
  jsonl: ROWS.map((row) => JSON.stringify(row)).join('\n'),
  json: JSON.stringify(ROWS),
  csv: ['text', ...ROWS.map(({ text }) => `"${text}"`)].join('\n'),
  txt: ROWS.map(({ text }) => text).join('\n\n'),
};
const PACK = { gz: gzipSync, zst: zstdCompressSync };

async function all(name: string, bytes: Uint8Array): Promise<RowItem[]> {
  const items: RowItem[] = [];
  for await (const item of readRows(await writtenFile(name, bytes))) items.push(item);
  return items;
}

const refusal = (code: string, words = '') =>
  expect.objectContaining({
    ...{ name: 'DataError', code },
    detail: expect.stringContaining(words) as string,
  }) as Error;

describe('readRows with packed files', () => {
  it.each(
    Object.entries(CONTENTS).flatMap(([format, content]) => [
      [`rows.${format}.gz`, PACK.gz(content)] as const,
      [`rows.${format}.zst`, PACK.zst(content)] as const,
    ]),
  )('gives every row of %s', async (name, bytes) => {
    expect(await all(name, bytes)).toEqual(EXPECTED);
  });

  it('reads a gzip file of several members, as parallel packers write it', async () => {
    const [half, rest] = [CONTENTS.jsonl.slice(0, 90_000), CONTENTS.jsonl.slice(90_000)];
    expect(await all('rows.jsonl.gz', Buffer.concat([half, rest].map((part) => gzipSync(part))))).toEqual(
      EXPECTED,
    );
  });

  it.each(['gz', 'zst'] as const)(
    'refuses a .%s file that is cut off, after the rows before',
    async (kind) => {
      const packed = PACK[kind](CONTENTS.jsonl);
      await expect(all(`rows.jsonl.${kind}`, packed.subarray(0, packed.length - 9))).rejects.toThrow(
        refusal('file'),
      );
    },
  );

  it.each(['gz', 'zst'] as const)('refuses a .%s file that unpacks out of all proportion', async (kind) => {
    const bomb = PACK[kind](Buffer.alloc(64 << 20, '\n'));
    await expect(all(`rows.jsonl.${kind}`, bomb)).rejects.toThrow(refusal('too_large', 'times its size'));
  });

  it('refuses a file whose name and content disagree on how it is packed', async () => {
    await expect(all('rows.jsonl.gz', Buffer.from(CONTENTS.jsonl))).rejects.toThrow(
      refusal('unknown_format', 'holds no gzip'),
    );
    await expect(all('rows.jsonl', gzipSync(CONTENTS.jsonl))).rejects.toThrow(
      refusal('unknown_format', 'call it rows.jsonl.gz'),
    );
    await expect(all('rows.jsonl.zst', gzipSync(CONTENTS.jsonl))).rejects.toThrow(
      refusal('unknown_format', 'holds no zstd'),
    );
  });

  it('refuses Parquet inside gzip, and gzip inside gzip', async () => {
    const parquet = parquetWriteBuffer({ columnData: [{ name: 'text', data: ['a'] }] });
    await expect(all('rows.parquet.gz', gzipSync(new Uint8Array(parquet)))).rejects.toThrow(
      refusal('unknown_format', 'Parquet inside gzip'),
    );
    await expect(all('rows.jsonl.gz.gz', gzipSync(gzipSync(CONTENTS.jsonl)))).rejects.toThrow(
      refusal('unknown_format'),
    );
  });
});

describe('readBlobRows with packed files', () => {
  const read = async (name: string, bytes: Uint8Array) => {
    const blob = new Blob([bytes as Uint8Array<ArrayBuffer>]);
    const items: RowItem[] = [];
    for await (const item of readBlobRows(name, blob, await blobKind(name, blob))) items.push(item);
    return items;
  };

  it.each(Object.entries(CONTENTS))('gives every row of gzipped %s', async (format, content) => {
    expect(await read(`rows.${format}.gz`, gzipSync(content))).toEqual(EXPECTED);
  });

  it('refuses what a page cannot unpack, a bomb, and half a file', async () => {
    await expect(read('rows.jsonl.zst', PACK.zst(CONTENTS.jsonl))).rejects.toThrow(
      refusal('unknown_format', 'a page cannot unpack'),
    );
    await expect(read('rows.jsonl.gz', gzipSync(Buffer.alloc(64 << 20, '\n')))).rejects.toThrow(
      refusal('too_large'),
    );
    await expect(read('rows.jsonl.gz', gzipSync(CONTENTS.jsonl).subarray(0, 3_000))).rejects.toThrow(
      refusal('file'),
    );
  });
});
