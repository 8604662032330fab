import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ggufBytes } from '../../../test/support/gguf-bytes.ts';
import type { GgufTensorInput } from '../../../test/support/gguf-bytes.ts';
import { ModelFileError } from '../model-file-error.ts';
import type { RandomAccessFile } from '../random-access-file.ts';
import { readGgufHeader } from './read-gguf-header.ts';

const METADATA = {
  'general.architecture': { text: 'llama' },
  'a.list': { texts: ['one', 'two'] },
  'a.number': { u32: 7 },
};
const TENSORS: GgufTensorInput[] = [
  { name: 'first', shape: [2, 4], type: 0, bytes: new Uint8Array(32) },
  { name: 'second', shape: [3, 32], type: 3, bytes: new Uint8Array(60) },
];

/** Bytes as a file, refusing to be read past their end as the real one does. */
function inMemory(bytes: Uint8Array): RandomAccessFile {
  return {
    name: 'model.gguf',
    size: bytes.length,
    async read(offset, length) {
      if (offset + length > bytes.length) throw new ModelFileError('truncated', 'model.gguf', 'too short');
      return Uint8Array.from(bytes.subarray(offset, offset + length));
    },
    close: async () => {},
  };
}

const read = (bytes: Uint8Array) => readGgufHeader(inMemory(bytes));

function patched(at: number, ...bytes: number[]): Buffer {
  const file = ggufBytes(METADATA, TENSORS);
  file.set(bytes, at);
  return file;
}

describe('readGgufHeader', () => {
  it('reads metadata and places tensors behind the header', async () => {
    const bytes = ggufBytes(METADATA, TENSORS);
    const header = await read(bytes);
    expect(header.metadata.get('a.list')).toEqual(['one', 'two']);
    expect(header.metadata.get('a.number')).toBe(7);
    expect(header.tensors.get('second')).toMatchObject({
      shape: [3, 32],
      byteLength: 60,
      offset: bytes.length - 64,
    });
  });

  it.each([
    ['another magic', patched(0, 0x47, 0x47, 0x4d, 0x4c), 'malformed'],
    ['version 1', patched(4, 1), 'unsupported'],
    ['a tensor count beyond the limit', patched(8, 0xff, 0xff, 0xff, 0xff, 0xff), 'malformed'],
    ['more metadata than there is', patched(16, 200), 'malformed'],
    ['a key longer than the file', patched(24, 0xff, 0xff, 0xff, 0xff), 'malformed'],
  ])('refuses %s', async (_, bytes, code) => {
    await expect(read(bytes)).rejects.toMatchObject({ name: 'ModelFileError', code, file: 'model.gguf' });
  });

  it.each([
    ['that overlap', [TENSORS[0]!, { ...TENSORS[1]!, offset: 0 }], 'overlaps'],
    ['out of alignment', [TENSORS[0]!, { ...TENSORS[1]!, offset: 40 }], 'not aligned'],
    ['behind the end of the file', [TENSORS[0]!, { ...TENSORS[1]!, offset: 64 }], 'ends at'],
    ['of an unknown type', [{ ...TENSORS[0]!, type: 99 }], 'type 99'],
    ['of the same name', [TENSORS[0]!, { ...TENSORS[0]! }], 'stands twice'],
    ['that cut a block in two', [{ ...TENSORS[1]!, shape: [32, 3] }], 'dimensions 3 x 32'],
    ['of no values', [{ ...TENSORS[0]!, shape: [0, 4] }], 'dimensions'],
    ['larger than any number', [{ ...TENSORS[0]!, shape: [2 ** 40, 2 ** 40] }], 'dimensions'],
  ])('refuses tensors %s', async (_, tensors, said) => {
    await expect(read(ggufBytes(METADATA, tensors))).rejects.toThrow(said);
  });

  it('refuses every file that is cut off', async () => {
    const bytes = ggufBytes(METADATA, TENSORS);
    // The padding behind the last tensor may be missing; its 60 bytes may not.
    for (let length = 0; length < bytes.length - 4; length++) {
      await expect(read(bytes.subarray(0, length))).rejects.toBeInstanceOf(ModelFileError);
    }
  });

  it('answers bytes changed at random with a header or a named error, nothing else', async () => {
    const bytes = ggufBytes(METADATA, TENSORS);
    const change = fc.tuple(fc.integer({ min: 0, max: bytes.length - 1 }), fc.integer({ min: 0, max: 255 }));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), async (changes) => {
        const broken = Buffer.from(bytes);
        for (const [at, value] of changes) broken[at] = value;
        const result = await read(broken).catch((error: unknown) => error);
        expect(
          result instanceof ModelFileError || (result as { tensors?: unknown }).tensors instanceof Map,
        ).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
