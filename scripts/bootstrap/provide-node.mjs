import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkPlatform, hostLibc } from './check-platform.mjs';
import { findNpm } from './find-npm.mjs';
import { needsOwnNode } from './needs-own-node.mjs';
import { nodePackage, NPM_VERSION } from './node-package.mjs';
import { childEnvironment } from './child-environment.mjs';
import { runNpm } from './run-npm.mjs';

/** @typedef {{ node: string, npm: string, binFolder: string, id: string }} Toolchain a Node, an npm and how to name them */

/**
 * The Node everything runs under: the one at hand when it is new enough, otherwise one fetched into the
 * project's cache folder.
 *
 * @param {{ root: string, env: NodeJS.ProcessEnv, execPath: string, version: string }} host
 * @returns {Promise<Toolchain>}
 */
export async function provideNode({ root, env, execPath, version }) {
  const { platform, arch } = process;
  if (!needsOwnNode(version)) {
    const id = `node ${version.split('.')[0]} ${platform} ${arch}`;
    return { node: execPath, npm: findNpm({ env, execPath }), binFolder: dirname(execPath), id };
  }
  checkPlatform({ platform, arch, libc: hostLibc() });
  const { name, version: wanted } = nodePackage(platform, arch);
  const folder = join(root, '.cache', `node-${wanted}-npm-${NPM_VERSION}-${platform}-${arch}`);
  if (!existsSync(join(folder, 'complete'))) {
    await fetchNode({
      root,
      env,
      execPath,
      folder,
      packages: [`${name}@${wanted}`, `npm@${NPM_VERSION}`],
      wanted,
    });
  }
  const binFolder = join(folder, 'node_modules', name, 'bin');
  return {
    node: join(binFolder, 'node'),
    npm: join(folder, 'node_modules/npm/bin/npm-cli.js'),
    binFolder,
    id: `node ${wanted.split('.')[0]} ${platform} ${arch}`,
  };
}

/**
 * @param {{ root: string, env: NodeJS.ProcessEnv, execPath: string, folder: string, packages: string[], wanted: string }} what
 */
async function fetchNode({ env, execPath, folder, packages, wanted }) {
  const partial = `${folder}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  // Without a package.json of its own npm would climb to the project's.
  writeFileSync(join(partial, 'package.json'), '{"private":true}\n');
  await runNpm({
    node: execPath,
    npm: findNpm({ env, execPath }),
    args: [
      'install',
      '--prefix',
      partial,
      '--no-package-lock',
      '--ignore-scripts',
      '--no-workspaces',
      ...packages,
    ],
    cwd: partial,
    env: childEnvironment(env, [dirname(execPath)]),
    doing: `fetching Node ${wanted} beside Node ${process.versions.node}`,
    about: 'about 10 s, once',
  });
  writeFileSync(join(partial, 'complete'), '');
  rmSync(folder, { recursive: true, force: true });
  renameSync(partial, folder);
}
