import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileEntry } from '@cultivar/sdk/spec';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/support/temporary-folder.ts';
import { verifyFiles } from './verify-files.ts';

const CONTENT = Buffer.from('weights');
const ENTRY: FileEntry = {
  name: 'model.bin',
  cid: 'bafkreiaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
  size: CONTENT.length,
  mediaType: 'application/octet-stream',
  sha256: `0x${createHash('sha256').update(CONTENT).digest('hex')}`,
};

describe('verifyFiles', () => {
  it('takes a file of the promised size and sha256', async () => {
    const dir = await temporaryFolder();
    await writeFile(join(dir, ENTRY.name), CONTENT);
    await expect(verifyFiles(dir, [ENTRY])).resolves.toBeUndefined();
  });

  it('names both digests when a file has another content', async () => {
    const dir = await temporaryFolder();
    await writeFile(join(dir, ENTRY.name), 'Weights');
    const found = createHash('sha256').update('Weights').digest('hex');
    await expect(verifyFiles(dir, [ENTRY])).rejects.toMatchObject({
      name: 'FileMismatchError',
      file: 'model.bin',
      expected: { size: 7, sha256: ENTRY.sha256 },
      actual: { size: 7, sha256: `0x${found}` },
    });
  });

  it('refuses a file that is not there', async () => {
    await expect(verifyFiles(await temporaryFolder(), [ENTRY])).rejects.toMatchObject({ actual: null });
  });

  it('refuses a name that leads out of the folder', async () => {
    await expect(verifyFiles(await temporaryFolder(), [{ ...ENTRY, name: '../model.bin' }])).rejects.toThrow(
      'without ..',
    );
  });
});
