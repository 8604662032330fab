import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What of a lockfile's entry matters here. */
type LockEntry = {
  version?: string;
  optional?: boolean;
  dev?: boolean;
  link?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
};
type Lockfile = { packages: Record<string, LockEntry> };

const OS_NAMES = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const CPU_NAMES = ['x64', 'arm64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x', 'wasm32'];
const CPU_ALIASES = new Map([
  ['amd64', 'x64'],
  ['aarch64', 'arm64'],
]);

/**
 * Adds the optional packages that the lockfile's entries name but that have no entry themselves.
 *
 * npm leaves out an optional package that its registry did not serve, and `npm ci` then refuses the lockfile as
 * incomplete. Such packages are binaries for other platforms: version from who names them, platform from their name.
 *
 * @returns the names added, in order
 */
export function completeLockfile(lockfile: Lockfile): string[] {
  const added: string[] = [];
  for (const [path, entry] of Object.entries(lockfile.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (isLocked(lockfile, path, name)) continue;
      lockfile.packages[`node_modules/${name}`] = {
        version: version.replace(/^[~^]/, ''),
        ...platformOf(name),
        ...(entry.dev ? { dev: true } : {}),
        optional: true,
      };
      added.push(name);
    }
  }
  lockfile.packages = Object.fromEntries(
    Object.entries(lockfile.packages).toSorted(([a], [b]) => a.localeCompare(b, 'en')),
  );
  return added;
}

/** Looks a package up as Node would: beside the one that names it, then further and further out. */
function isLocked(lockfile: Lockfile, from: string, name: string): boolean {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const path = folder ? `${folder}/node_modules/${name}` : `node_modules/${name}`;
    if (lockfile.packages[path]) return true;
    if (!folder) return false;
  }
}

function platformOf(name: string): Pick<LockEntry, 'os' | 'cpu' | 'libc'> {
  const words = name
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .map((word) => CPU_ALIASES.get(word) ?? word);
  const os = OS_NAMES.find((candidate) => words.includes(candidate));
  const cpu = CPU_NAMES.find((candidate) => words.includes(candidate));
  return {
    ...(cpu ? { cpu: [cpu] } : {}),
    ...(os ? { os: [os] } : {}),
    ...(words.includes('musl') || words.includes('musleabihf') ? { libc: ['musl'] } : {}),
  };
}

if (import.meta.main) {
  const file = join(import.meta.dirname, '../package-lock.json');
  const lockfile = JSON.parse(readFileSync(file, 'utf8')) as Lockfile;
  const added = completeLockfile(lockfile);
  writeFileSync(file, `${JSON.stringify(lockfile, null, 2)}\n`);
  console.log(added.length === 0 ? 'the lockfile is complete' : `added ${added.join(', ')}`);
}
