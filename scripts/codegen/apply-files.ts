import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { GeneratedFile } from './generated-file.ts';

/** Writes the files whose content has changed. @returns their paths. */
export async function writeFiles(root: string, files: readonly GeneratedFile[]): Promise<string[]> {
  const stale = await staleFiles(root, files);
  for (const { path, content } of files.filter((file) => stale.includes(file.path))) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
  return stale;
}

/** Paths of the files that are missing or differ from what they should be. */
export async function staleFiles(root: string, files: readonly GeneratedFile[]): Promise<string[]> {
  const stale: string[] = [];
  for (const { path, content } of files) {
    if ((await readIfThere(join(root, path))) !== content) stale.push(path);
  }
  return stale;
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
