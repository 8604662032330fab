import { copyFile, mkdir, rename } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { basename, join } from 'node:path';
import type { FileEntry, Hex } from '@cultivar/sdk/spec';
import type { ContentStore } from './content-store.ts';
import { fetchFile } from './fetch-file.ts';

/**
 * Lays an adapter's files out as the PEFT directory the trainer reads, in a folder named by the manifest's digest.
 *
 * @returns The folder.
 */
export async function placeAdapter(
  store: ContentStore,
  files: readonly FileEntry[],
  folders: { inputs: string; adapters: string },
  digest: Hex,
  signal: AbortSignal,
): Promise<string> {
  const folder = join(folders.adapters, digest.slice(2));
  await mkdir(folder, { recursive: true });
  for (const entry of files) {
    const fetched = await fetchFile(store, entry, folders.inputs, signal);
    // A PEFT directory is flat; a name with folders in it belongs to something the trainer does not read.
    const target = join(folder, basename(entry.name));
    const temporary = `${target}.${randomUUID()}.tmp`;
    await copyFile(fetched, temporary);
    await rename(temporary, target);
  }
  return folder;
}
