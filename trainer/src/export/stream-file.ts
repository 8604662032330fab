import { open } from 'node:fs/promises';

/** A file under way: what is written follows what was written. */
export type FileStream = { write(bytes: Uint8Array): Promise<void> };

/** Writes a file piece by piece, so that no more than a piece lies in memory, and syncs it to disk. */
export async function streamFile(path: string, fill: (file: FileStream) => Promise<void>): Promise<void> {
  const file = await open(path, 'w');
  try {
    await fill({ write: (bytes) => file.writeFile(bytes) });
    await file.sync();
  } finally {
    await file.close();
  }
}
