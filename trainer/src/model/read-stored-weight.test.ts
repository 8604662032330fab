import { describe, expect, it } from 'vitest';
import { writtenFile } from '../../test/support/written-file.ts';
import { quantizeQ4_1 } from './gguf/quantize-q4-1.ts';
import { openRandomAccessFile } from './random-access-file.ts';
import { readStoredWeight } from './read-stored-weight.ts';
import { TO_F32 } from './to-f32.ts';

const PLACE = 64;

/** What lies in a file behind its header, read where it is to lie. */
async function readBack(bytes: Uint8Array, weight: object, out: Float32Array): Promise<Float32Array> {
  const { name, path } = await writtenFile('weights.bin', Buffer.concat([Buffer.alloc(PLACE), bytes]));
  const file = await openRandomAccessFile(name, path);
  const place = { file: { name, path }, offset: PLACE, byteLength: bytes.length };
  try {
    await readStoredWeight(file, { ...place, type: 'Q4_1', shape: [out.length], ...weight }, out);
    return out;
  } finally {
    await file.close();
  }
}

describe('a stored weight', () => {
  it('is the same in pieces as in one', async () => {
    const shape = [600, 1024];
    const values = Float32Array.from({ length: 600 * 1024 }, (_, i) => Math.sin(i) * (1 + (i % 7)));
    const bytes = quantizeQ4_1(values);
    const whole = new Float32Array(values.length);
    TO_F32.Q4_1(bytes, whole);
    expect(
      await readBack(bytes, { shape }, new Float32Array(new SharedArrayBuffer(4 * values.length))),
    ).toEqual(whole);
  });

  it('has its rows put back and its excess taken off', async () => {
    const bytes = new Uint8Array(Float32Array.from([10, 30, 20, 40]).buffer);
    const read = (weight: object) => readBack(bytes, { type: 'F32', ...weight }, new Float32Array(4));
    expect([...(await read({ shape: [4, 1], interleaved: 4 }))]).toEqual([10, 20, 30, 40]);
    expect([...(await read({ shape: [4], interleaved: 4, excess: 1 }))]).toEqual([9, 19, 29, 39]);
  });

  it('that the file no longer holds is refused', async () => {
    await expect(
      readBack(new Uint8Array(8), { type: 'F32', byteLength: 16 }, new Float32Array(4)),
    ).rejects.toMatchObject({
      code: 'truncated',
    });
  });
});
