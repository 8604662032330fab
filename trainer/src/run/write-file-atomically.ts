import { open, rename } from 'node:fs/promises';

/**
 * Writes a file so that a crash leaves the old one or the new one, never half of either.
 *
 * @param mode Permissions, e.g. 0o600 for what nobody else may read.
 */
export async function writeFileAtomically(
  path: string,
  content: Uint8Array | string | readonly Uint8Array[],
  mode = 0o644,
): Promise<void> {
  const temporary = `${path}.new`;
  const file = await open(temporary, 'w', mode);
  try {
    const parts = typeof content === 'string' || content instanceof Uint8Array ? [content] : content;
    for (const part of parts) await file.writeFile(part);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
}
