import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Gives the library `Lineage` the name `Lanes` throughout a copy. Slither 0.11.6 undoes renamed imports and then takes
 * the library for the struct `IAssetRegistry.Lineage`, which it cannot read.
 */
export async function renameForSlither(copy: string): Promise<void> {
  const folder = join(copy, 'contracts');
  for (const name of await readdir(folder, { recursive: true })) {
    if (!name.endsWith('.sol')) continue;
    const file = join(folder, name);
    const text = await readFile(file, 'utf8');
    const imports = /import \{Lineage( as Lanes)?\} from "[^"]*libraries\/Lineage\.sol"/;
    const library = name === 'libraries/Lineage.sol';
    if (!imports.test(text) && !library) continue;
    const renamed = text
      .replace(imports, (statement) => statement.replace(/\{.*\}/, '{Lanes}'))
      .replace('library Lineage {', 'library Lanes {')
      .replaceAll(/\bLineage\.(MAX_\w+|\w+\()/g, 'Lanes.$1')
      .replaceAll('using Lineage for', 'using Lanes for');
    await writeFile(file, renamed);
  }
}
