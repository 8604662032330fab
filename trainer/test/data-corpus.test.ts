import { describe, expect, it } from 'vitest';
import { GOOD_FILES } from './corpus/good-files.ts';
import { HOSTILE_LINES } from './corpus/hostile-lines.ts';
import { HOSTILE_PARQUET } from './corpus/hostile-parquet.ts';
import { HOSTILE_ROWS } from './corpus/hostile-rows.ts';
import { HOSTILE_TABLES } from './corpus/hostile-tables.ts';
import { HOSTILE_TEMPLATES } from './corpus/hostile-templates.ts';
import { readCorpusFile } from './corpus/read-corpus-file.ts';
import { readParquetBatches } from '../src/data/read/read-parquet-batches.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const HOSTILE = [
  ...[...HOSTILE_LINES, ...HOSTILE_ROWS, ...HOSTILE_TABLES],
  ...HOSTILE_PARQUET.filter(({ code }) => code !== 'file'),
  ...HOSTILE_TEMPLATES,
];
const titled = <T extends { about: string; name: string }>(files: readonly T[]) =>
  files.map((file, i) => [`${i + 1}: ${file.about} (${file.name})`, file] as const);

describe('the hostile corpus', () => {
  it.each(titled(HOSTILE))('is refused by name: %s', async (_, file) => {
    const read = readCorpusFile(file, await temporaryFolder());
    await expect(read).rejects.toMatchObject({
      name: expect.stringMatching(/^(Data|Template)Error$/) as string,
      code: file.code,
    });
  });

  // Without the thread of its own that a run gives the decoder: what it throws there is named `file`.
  it.each(titled(HOSTILE_PARQUET.filter(({ code }) => code === 'file')))(
    'cannot be read: %s',
    async (_, { content }) => {
      const bytes = (typeof content === 'function' ? content() : content) as Uint8Array;
      const file = {
        byteLength: bytes.length,
        slice: (from: number, to?: number) => Uint8Array.from(bytes.subarray(from, to)).buffer,
      };
      const read = async () => {
        for await (const { rows } of readParquetBatches(file)) expect(rows).not.toEqual([]);
      };
      await expect(read()).rejects.toThrow(Error);
    },
  );

  it('is large', () => {
    expect(HOSTILE.length).toBeGreaterThanOrEqual(125);
  });
});

describe('the good corpus', () => {
  it.each(titled(GOOD_FILES))('is taken whole: %s', async (_, file) => {
    expect(await readCorpusFile(file, await temporaryFolder())).toBe(file.rows);
  });
});
