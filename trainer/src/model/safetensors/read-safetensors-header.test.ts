import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writtenFile } from '../../../test/support/written-file.ts';
import { ModelFileError } from '../model-file-error.ts';
import { openRandomAccessFile } from '../random-access-file.ts';
import { readSafetensorsHeader } from './read-safetensors-header.ts';
import { readSafetensorsTensor } from './read-safetensors-tensor.ts';
import { safetensorsBytes } from './safetensors-bytes.ts';

type Entry = { dtype?: string; shape?: unknown; data_offsets?: unknown };

/** A safetensors file with this header over this many bytes of data. */
function withHeader(header: Record<string, unknown> | string, dataBytes: number): Uint8Array {
  const text = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  return Buffer.concat([length, text, Buffer.alloc(dataBytes)]);
}

const one = (entry: Entry, dataBytes = 16) =>
  withHeader({ w: { dtype: 'F32', shape: [2, 2], data_offsets: [0, 16], ...entry } }, dataBytes);

async function read(bytes: Uint8Array) {
  const { name, path } = await writtenFile('w.safetensors', bytes);
  const file = await openRandomAccessFile(name, path);
  try {
    return await readSafetensorsHeader(file);
  } finally {
    await file.close();
  }
}

describe('readSafetensorsHeader', () => {
  it('places tensors behind the header', async () => {
    const header = await read(one({}));
    expect(header.tensors.get('w')).toMatchObject({ dtype: 'F32', shape: [2, 2], byteLength: 16 });
  });

  it('reads back what is written, whatever the shapes', async () => {
    const tensor = fc
      .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
      .chain(([rows, columns]) =>
        fc
          .array(fc.float({ noNaN: true }), { minLength: rows * columns, maxLength: rows * columns })
          .map((values) => ({ shape: [rows, columns], data: Float32Array.from(values) })),
      );
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.stringMatching(/^[a-z.]{1,12}$/), tensor, { minKeys: 1 }),
        async (tensors) => {
          const given = new Map(Object.entries(tensors));
          const { name, path } = await writtenFile(
            'w.safetensors',
            Buffer.concat(safetensorsBytes(given, {})),
          );
          const file = await openRandomAccessFile(name, path);
          const header = await readSafetensorsHeader(file);
          for (const [key, { shape, data }] of given) {
            const place = header.tensors.get(key)!;
            expect(place.shape).toEqual(shape);
            expect(await readSafetensorsTensor(file, key, place)).toEqual(data);
          }
          await file.close();
        },
      ),
      { numRuns: 30 },
    );
  });

  it.each<[string, Uint8Array, string]>([
    ['a file of a few bytes', Buffer.from('abc'), 'truncated'],
    [
      'a header longer than the file',
      Buffer.concat([Buffer.from('ff00000000000000', 'hex'), Buffer.alloc(20)]),
      'truncated',
    ],
    ['a header beyond the limit', Buffer.alloc(64, 0xff), 'malformed'],
    ['a header that is no JSON', withHeader('{"w":', 16), 'malformed'],
    ['a header that is a list', withHeader('[]', 0), 'malformed'],
    ['an unknown dtype', one({ dtype: 'F31' }), 'unsupported'],
    ['a dtype named like a property of every object', one({ dtype: 'constructor' }), 'unsupported'],
    ['a shape that is not its bytes', one({ shape: [2, 3] }), 'malformed'],
    ['a negative dimension', one({ shape: [-2, -2] }), 'malformed'],
    ['an end before the beginning', one({ data_offsets: [16, 0] }), 'malformed'],
    ['a gap before a tensor', one({ data_offsets: [4, 20] }, 20), 'malformed'],
    ['bytes behind the last tensor', one({}, 20), 'malformed'],
    ['data that is cut off', one({}, 12), 'truncated'],
    [
      'tensors that overlap',
      withHeader(
        {
          a: { dtype: 'F32', shape: [2], data_offsets: [0, 8] },
          b: { dtype: 'F32', shape: [2], data_offsets: [4, 12] },
        },
        12,
      ),
      'malformed',
    ],
    ['metadata that is no text', withHeader({ __metadata__: { format: 1 } }, 0), 'malformed'],
  ])('refuses %s', async (_, bytes, code) => {
    await expect(read(bytes)).rejects.toMatchObject({ name: 'ModelFileError', code, file: 'w.safetensors' });
  });

  it('says that there is a gap, or an overlap', async () => {
    await expect(read(one({ data_offsets: [4, 20] }, 20))).rejects.toThrow('tensor w leaves a gap before it');
    const a = { dtype: 'F32', shape: [2], data_offsets: [0, 8] };
    await expect(read(withHeader({ a, b: { ...a, data_offsets: [4, 12] } }, 12))).rejects.toThrow(
      'tensor b overlaps the tensor before it',
    );
  });

  it('refuses to read whole numbers as weights', async () => {
    const { name, path } = await writtenFile('w.safetensors', one({ dtype: 'I32' }));
    const file = await openRandomAccessFile(name, path);
    const tensor = (await readSafetensorsHeader(file)).tensors.get('w')!;
    await expect(readSafetensorsTensor(file, 'w', tensor)).rejects.toBeInstanceOf(ModelFileError);
    await file.close();
  });
});
