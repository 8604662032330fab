import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { writtenFile } from '../../test/support/written-file.ts';
import { sha256Beside } from './sha256-beside.ts';

const LARGE = Buffer.alloc(9 << 20, 'weights');

it.each([
  ['small', LARGE.subarray(0, 1000)],
  ['large', LARGE],
])('tells the sha256 of a %s file', async (_, content) => {
  const digest = createHash('sha256').update(content).digest('hex');
  expect(await sha256Beside((await writtenFile('weights.bin', content)).path)).toBe(`0x${digest}`);
});

it('ends with the reason of whoever no longer wants it', async () => {
  const stop = new AbortController();
  const { path } = await writtenFile('weights.bin', LARGE);
  const counting = sha256Beside(path, stop.signal);
  stop.abort(new Error('closed'));
  await expect(counting).rejects.toThrow('closed');
});

it('says that there is no such file', async () => {
  await expect(sha256Beside('/nowhere/weights.bin')).rejects.toMatchObject({ code: 'ENOENT' });
});
