import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelFile } from '../../src/model/model-file.ts';

/** The files of a folder, in the order of their names. */
export async function folderFiles(folder: string): Promise<ModelFile[]> {
  return (await readdir(folder)).toSorted().map((name) => ({ name, path: join(folder, name) }));
}
