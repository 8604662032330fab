import { readdir } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/support/temporary-folder.ts';
import { documentStore } from './document-store.ts';

const document = (row: number, length: number) => ({
  row,
  ids: Int32Array.from({ length }, (_, i) => (row * 31 + i * 7) % 200_000),
  counted: Uint8Array.from({ length }, (_, i) => (i + row) % 2),
});

describe('documentStore', () => {
  it('gives back what was put in, in any order', async () => {
    const folder = await temporaryFolder();
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9_000 }), { maxLength: 30 }), (lengths) => {
        const store = documentStore(folder);
        lengths.forEach((length, row) => store.add(document(row, length)));
        expect(store.length).toBe(lengths.length);
        for (const place of [...lengths.keys()].toReversed()) {
          expect(store.get(place)).toEqual(document(place, lengths[place]!));
          expect([store.rowAt(place), store.lengthAt(place)]).toEqual([place, lengths[place]]);
        }
        store.close();
      }),
      { numRuns: 20 },
    );
    expect(await readdir(folder)).toEqual([]);
  });

  it('lays on disk what is too much for memory, and leaves nothing there', async () => {
    const folder = await temporaryFolder();
    const store = documentStore(folder);
    const [count, length] = [40, 100_000];
    for (let row = 0; row < count; row++) store.add(document(row, length));
    expect(await readdir(folder)).toHaveLength(1);
    for (const row of [39, 0, 17]) expect(store.get(row)).toEqual(document(row, length));
    store.close();
    expect(await readdir(folder)).toEqual([]);
  });
});
