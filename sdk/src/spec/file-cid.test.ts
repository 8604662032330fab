import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileCid } from './file-cid.ts';

const MIB = 1_048_576;

/** Bytes that differ from chunk to chunk, without a generator that would take longer than the import. */
function pattern(size: number): Uint8Array {
  return Uint8Array.from({ length: size }, (_, i) => (i ^ (i >>> 8) ^ (i >>> 16)) & 0xff);
}

describe('the CID of a file', () => {
  it('is that of the raw block while the file fits one chunk', async () => {
    expect(await fileCid([new Uint8Array()])).toEqual({
      cid: 'bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku',
      size: 0,
    });
    expect(await fileCid([new TextEncoder().encode('hello world\n')])).toEqual({
      cid: 'bafkreifjjcie6lypi6ny7amxnfftagclbuxndqonfipmb64f2km2devei4',
      size: 12,
    });
  });

  it.each([
    [MIB, 'bafkrei'],
    [MIB + 1, 'bafybei'],
    [3 * MIB, 'bafybei'],
  ])('of %i bytes starts with %s', async (size, prefix) => {
    const result = await fileCid([pattern(size)]);
    expect(result.size).toBe(size);
    expect(result.cid.startsWith(prefix)).toBe(true);
  });

  it('does not depend on how the bytes were cut on their way here', async () => {
    const bytes = pattern(MIB + 1000);
    const whole = await fileCid([bytes]);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: bytes.length }), { maxLength: 5 }),
        async (cuts) => {
          const at = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
          const parts = at.slice(1).map((end, i) => bytes.subarray(at[i], end));
          expect(await fileCid(parts)).toEqual(whole);
        },
      ),
      { numRuns: 10 },
    );
  });

  it('hands every block to the sink, the root last', async () => {
    const seen: string[] = [];
    const { cid } = await fileCid([pattern(2 * MIB)], {
      put: (block) => (seen.push(block.toString()), block),
    });
    expect(seen).toHaveLength(3);
    expect(seen.at(-1)).toBe(cid);
  });
});
