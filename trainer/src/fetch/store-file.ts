import { open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256File } from '../model/sha256-file.ts';
import type { PinnedFile } from './base-model-spec.ts';
import type { FetchOptions, FetchProgress } from './fetch-options.ts';
import { Miss } from './miss.ts';

/** Opens a file's content from a byte on. */
export type OpenContent = (offset: number) => Promise<AsyncIterable<Uint8Array>>;

/**
 * Writes a file into the cache: beside its place first, going on behind the bytes that an earlier try left, then
 * checked, flushed and moved to its name.
 *
 * @throws Miss when the content is not the pinned one; the partial file is then removed.
 */
export async function storeFile(
  file: Omit<PinnedFile, 'cid'>,
  source: FetchProgress['source'],
  { cacheDir, onProgress, signal }: Pick<FetchOptions, 'cacheDir' | 'onProgress' | 'signal'>,
  openContent: OpenContent,
): Promise<{ name: string; path: string }> {
  const partial = join(cacheDir, `${file.name}.part`);
  const kept = await stat(partial).then(
    ({ size }) => (size <= file.size ? size : 0),
    () => 0,
  );
  const handle = await open(partial, kept > 0 ? 'r+' : 'w');
  try {
    await handle.truncate(kept);
    let receivedBytes = kept;
    for await (const chunk of kept < file.size ? await openContent(kept) : []) {
      signal?.throwIfAborted();
      if (receivedBytes + chunk.length > file.size) {
        receivedBytes = Infinity;
        break;
      }
      await handle.write(chunk, 0, chunk.length, receivedBytes);
      receivedBytes += chunk.length;
      onProgress?.({ source, file: file.name, receivedBytes, totalBytes: file.size });
    }
    await handle.sync();
    if (receivedBytes < file.size) throw new Miss(`breaks off ${file.name} after ${receivedBytes} bytes`);
  } finally {
    await handle.close();
  }
  const found = await sha256File(partial);
  if (found !== file.sha256 || (await stat(partial)).size !== file.size) {
    await rm(partial, { force: true });
    throw new Miss(`holds another ${file.name} (sha256 ${found} instead of ${file.sha256})`);
  }
  const path = join(cacheDir, file.name);
  await rename(partial, path);
  return { name: file.name, path };
}
