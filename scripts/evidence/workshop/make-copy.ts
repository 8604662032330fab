import { cp, mkdir, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What the contracts and their tests are made of. */
const SOURCES = [
  'contracts',
  'test/contracts',
  'scripts',
  'sdk',
  'snapshots',
  'hardhat.config.ts',
  'package.json',
];
const LEFT_OUT = /\/(node_modules|\.out|dist|tsconfig\.json)(\/|$)/;

/** Code that is not optimized may be larger than a chain allows. */
const CONFIG = `import base from './hardhat.base.ts';
export * from './hardhat.base.ts';
const networks = { default: { type: 'edr-simulated', allowUnlimitedContractSize: true } };
export default { ...base, networks };
`;

/**
 * A copy of the contracts and their tests in which sources can be broken: the repository itself is never touched.
 * Installed packages are shared, the workspace's own are the copy's.
 *
 * @param folder where; emptied first
 */
export async function makeCopy(root: string, folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, 'node_modules', '@cultivar'), { recursive: true });
  for (const source of SOURCES) {
    await cp(join(root, source), join(folder, source), {
      recursive: true,
      filter: (path) => !LEFT_OUT.test(path.slice(root.length)),
    });
  }
  for (const name of await readdir(join(root, 'node_modules'))) {
    if (name === '@cultivar' || name.startsWith('.')) continue;
    await symlink(join(root, 'node_modules', name), join(folder, 'node_modules', name));
  }
  await symlink(join(folder, 'sdk'), join(folder, 'node_modules/@cultivar/sdk'));
  await symlink(join(root, 'sdk/node_modules'), join(folder, 'sdk/node_modules'));
  await writeFile(join(folder, 'vitest.config.ts'), 'export default {};\n');
  await writeFile(join(folder, 'tsconfig.json'), '{}\n');
  await rename(join(folder, 'hardhat.config.ts'), join(folder, 'hardhat.base.ts'));
  await writeFile(join(folder, 'hardhat.config.ts'), CONFIG);
}
