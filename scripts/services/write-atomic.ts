import { open, rename } from 'node:fs/promises';

/** Replaces a file so that a reader, or a crash at any moment, sees the old bytes or the new, never a mixture. */
export async function writeAtomic(file: string, content: string | Uint8Array): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  const handle = await open(temporary, 'w');
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, file);
}
