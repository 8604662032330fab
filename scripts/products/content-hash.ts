import { createHash } from 'node:crypto';
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** One hash over the names and bytes of all files that match, relative to `root`. */
export async function contentHash(root: string, patterns: readonly string[]): Promise<string> {
  const names: string[] = [];
  for await (const entry of glob(patterns, { cwd: root, withFileTypes: true })) {
    if (entry.isFile()) names.push(join(entry.parentPath, entry.name));
  }
  const hash = createHash('sha256');
  for (const name of new Set(names.toSorted())) {
    const bytes = await readFile(name);
    hash.update(`${name.slice(root.length)}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex');
}
