import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { lstat, readdir, readFile, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

/** Bytes on disk of what an engine needs besides models. */
export type InstalledSize = {
  packages: number;
  bytes: number;
  /** Of Python packages that were asked for: names with versions. */
  versions?: string[];
};

const BLOCK_BYTES = 512;

/**
 * What the trainer needs: its own package and all that it depends on, wherever npm has put it, with OpenVINO where that
 * is installed.
 *
 * @param options.apart Packages that serve another end, such as the browser.
 */
export async function installedSize(
  trainer: string,
  { apart, openVinoDir }: { apart: readonly string[]; openVinoDir: string | undefined },
): Promise<InstalledSize> {
  const folders = new Set<string>();
  const open = [trainer];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    if (folders.has(folder)) continue;
    folders.add(folder);
    const { dependencies, optionalDependencies } = JSON.parse(
      await readFile(join(folder, 'package.json'), 'utf8'),
    ) as Record<'dependencies' | 'optionalDependencies', Record<string, string> | undefined>;
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const found = apart.includes(name) ? undefined : findPackage(folder, name);
      if (found) open.push(found);
    }
  }
  const all = [...folders, ...(openVinoDir === undefined ? [] : [openVinoDir])];
  const sizes = await Promise.all(all.map(async (folder) => diskBytes(await shippedPart(folder))));
  return { packages: all.length, bytes: sizes.reduce((a, b) => a + b, 0) };
}

/** What torch, transformers and PEFT have put into a Python environment, with all that they depend on. */
export async function installedInPython(python: string): Promise<InstalledSize> {
  const program = join(import.meta.dirname, 'installed_size.py');
  const { stdout } = await promisify(execFile)(python, [program, 'torch', 'transformers', 'peft']);
  return JSON.parse(stdout) as InstalledSize;
}

/** As `require` looks: beside the package, then further and further up. Undefined: optional, and not for this machine. */
function findPackage(from: string, name: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return candidate;
    if (folder === dirname(folder)) return undefined;
  }
}

/** Of a package of ours its sources, without what lies beside them while it is worked on. */
async function shippedPart(folder: string): Promise<string> {
  const path = await realpath(folder);
  return existsSync(join(path, 'src')) && !path.includes('node_modules') ? join(path, 'src') : path;
}

async function diskBytes(path: string): Promise<number> {
  const { blocks } = await lstat(path);
  const below = await readdir(path, { withFileTypes: true });
  const sizes = await Promise.all(
    below
      .filter(({ name }) => name !== 'node_modules')
      .map(async (entry) => {
        const inside = join(path, entry.name);
        return entry.isDirectory() ? diskBytes(inside) : (await lstat(inside)).blocks * BLOCK_BYTES;
      }),
  );
  return sizes.reduce((a, b) => a + b, blocks * BLOCK_BYTES);
}
