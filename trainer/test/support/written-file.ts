import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from './temporary-folder.ts';

/** A file with this content in a folder of its own, gone when the test ends. */
export async function writtenFile(
  name: string,
  content: string | Uint8Array,
): Promise<{ name: string; path: string }> {
  const path = join(await temporaryFolder(), name);
  await writeFile(path, content);
  return { name, path };
}
