import { join } from 'node:path';
import { writeFileAtomically } from '../run/write-file-atomically.ts';
import type { CompanionFiles } from './companion-files.ts';

/** Writes the small files of a model's folder. */
export async function writeCompanions(folder: string, contents: CompanionFiles): Promise<void> {
  for (const [name, content] of contents) {
    const text = typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n`;
    await writeFileAtomically(join(folder, name), text);
  }
}
