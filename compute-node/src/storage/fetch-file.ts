import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileEntry } from '@cultivar/sdk/spec';
import type { ContentStore } from './content-store.ts';

/** A file arrived whole and is not the one its manifest describes. */
export class FileDigestError extends Error {
  override readonly name = 'FileDigestError';
  readonly file: string;

  constructor(file: string, what: string, expected: string | number, actual: string | number) {
    super(`${file}: ${what} is ${actual}, the manifest says ${expected}`);
    this.file = file;
  }
}

/**
 * Brings a manifest's file into `folder`, named by its sha256 so that jobs share it. What lies there already is
 * hashed again, not trusted.
 *
 * @returns The path of the file, read-only.
 * @throws FileDigestError when size or sha256 differ from the manifest.
 */
export async function fetchFile(
  store: ContentStore,
  entry: FileEntry,
  folder: string,
  signal: AbortSignal,
): Promise<string> {
  const path = join(folder, entry.sha256.slice(2));
  if ((await sha256Of(path)) === entry.sha256) return path;
  await mkdir(folder, { recursive: true });
  const temporary = `${path}.${randomUUID()}.tmp`;
  const file = await open(temporary, 'wx', 0o444);
  try {
    const hash = createHash('sha256');
    let size = 0;
    for await (const chunk of store.get(entry.cid, undefined, { signal })) {
      size += chunk.byteLength;
      if (size > entry.size)
        throw new FileDigestError(entry.name, 'size', entry.size, `more than ${entry.size}`);
      hash.update(chunk);
      await file.write(chunk);
    }
    const digest = `0x${hash.digest('hex')}`;
    if (size !== entry.size) throw new FileDigestError(entry.name, 'size', entry.size, size);
    if (digest !== entry.sha256) throw new FileDigestError(entry.name, 'sha256', entry.sha256, digest);
    await file.sync();
    await rename(temporary, path);
    return path;
  } finally {
    await file.close();
    await rm(temporary, { force: true });
  }
}

async function sha256Of(path: string): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  return `0x${hash.digest('hex')}`;
}
