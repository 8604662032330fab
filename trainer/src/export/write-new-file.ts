import { rename, rm, stat } from 'node:fs/promises';
import { ExportError } from './export-error.ts';

/**
 * Has a file written beside `path` and gives it that name when it is complete.
 *
 * @throws ExportError `exists` when something lies there.
 */
export async function writeNewFile(path: string, write: (temporary: string) => Promise<void>): Promise<void> {
  const present = await stat(path).catch(() => undefined);
  if (present)
    throw new ExportError('exists', `${path} is there already`, 'Name a file that is not there yet.');
  const temporary = `${path}.new`;
  try {
    await write(temporary);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
