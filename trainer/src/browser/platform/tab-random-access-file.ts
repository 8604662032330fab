import { ModelFileError } from '../../model/model-file-error.ts';
import type { RandomAccessFile } from '../../model/random-access-file.ts';
import { requireRange } from '../../model/require-range.ts';
import { tabFile } from './tab-file.ts';

/** Opens a file that the page gave or stored. @throws ModelFileError `missing` when there is no such file. */
export async function openRandomAccessFile(name: string, path: string): Promise<RandomAccessFile> {
  const file = await tabFile(path);
  if (!file) throw new ModelFileError('missing', name, 'cannot be opened (the page gave no such file)');
  const { size } = file;
  return {
    name,
    size,
    async read(offset, length) {
      requireRange({ name, size }, offset, length);
      return new Uint8Array(await file.slice(offset, offset + length).arrayBuffer());
    },
    async close() {},
  };
}
