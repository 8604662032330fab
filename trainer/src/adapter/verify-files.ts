import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileEntrySchema } from '@cultivar/sdk/spec';
import type { FileEntry } from '@cultivar/sdk/spec';
import { sha256File } from '../model/sha256-file.ts';

/** What a file is known by. */
export type FileIdentity = Pick<FileEntry, 'size' | 'sha256'>;

/** A file is not the one that was promised. */
export class FileMismatchError extends Error {
  override readonly name = 'FileMismatchError';
  readonly file: string;
  readonly expected: FileIdentity;
  /** What lies there; null when nothing does. */
  readonly actual: FileIdentity | null;

  constructor(file: string, expected: FileIdentity, actual: FileIdentity | null) {
    const found = actual ? `${actual.size} bytes with sha256 ${actual.sha256}` : 'nothing';
    super(`${file}: found ${found}, promised are ${expected.size} bytes with sha256 ${expected.sha256}`);
    this.file = file;
    this.expected = expected;
    this.actual = actual;
  }
}

/**
 * Checks files against their entries in a manifest, by size and sha256.
 *
 * @param dir Where the files lie under their names.
 * @throws FileMismatchError at the first one that differs or is missing.
 */
export async function verifyFiles(dir: string, files: readonly FileEntry[]): Promise<void> {
  for (const entry of files) {
    const { name, size, sha256 } = entry;
    fileEntrySchema.shape.name.parse(name);
    const path = join(dir, name);
    const found = await stat(path).catch(() => null);
    if (!found?.isFile()) throw new FileMismatchError(name, { size, sha256 }, null);
    const actual = { size: found.size, sha256: await sha256File(path) };
    if (actual.size !== size || actual.sha256 !== sha256)
      throw new FileMismatchError(name, { size, sha256 }, actual);
  }
}
