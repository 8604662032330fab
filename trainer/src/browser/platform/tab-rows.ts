import { DataError } from '../../data/data-error.ts';
import type { DataFile } from '../../data/read/data-file.ts';
import { blobKind, readBlobRows } from '../../data/read/read-blob-rows.ts';
import type { RowItem } from '../../data/read/row-item.ts';
import { tabFile } from './tab-file.ts';

/** The rows of a file that the page gave. @throws DataError */
export async function* readRows({ name, path }: DataFile): AsyncGenerator<RowItem> {
  const file = await tabFile(path);
  if (!file) throw new DataError('file', name, null, 'cannot be opened (the page gave no such file)');
  yield* readBlobRows(name, file, await blobKind(name, file));
}
