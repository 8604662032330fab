import { mkdir, open, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { ExportError } from './export-error.ts';

/**
 * Fills a folder beside `path` and gives it that name when it is complete: whoever looks sees all of it or nothing.
 *
 * @throws ExportError `exists` when something lies there.
 */
export async function writeFolder(path: string, fill: (folder: string) => Promise<void>): Promise<void> {
  const wanted = resolve(path);
  const present = await readdir(wanted).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new ExportError('exists', `${path} is no folder`, 'Name a folder that is not there yet.');
  });
  if (present && present.length > 0) {
    throw new ExportError('exists', `${path} holds files`, 'Name a folder that is not there yet.');
  }
  const temporary = `${dirname(wanted)}/.${basename(wanted)}.new`;
  await rm(temporary, { recursive: true, force: true });
  await mkdir(temporary, { recursive: true });
  try {
    await fill(temporary);
    if (present) await rmdir(wanted);
    await rename(temporary, wanted);
    await syncFolder(dirname(wanted));
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw error;
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
