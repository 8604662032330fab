import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkDisk } from './check-disk.mjs';
import { checkPlatform, hostLibc } from './check-platform.mjs';
import { childEnvironment } from './child-environment.mjs';
import { entryOf } from './commands.mjs';
import { Complaint } from './complaint.mjs';
import { withLock } from './lock.mjs';
import { provideNode } from './provide-node.mjs';
import { runEntry } from './run-entry.mjs';
import { runNpm } from './run-npm.mjs';
import { isInstalled, markInstalled } from './stamp.mjs';

/**
 * Provides Node and the packages, then runs one command of the project under them.
 *
 * @param {readonly string[]} argv the command and its arguments
 */
export async function main(argv) {
  const root = realpathSync(join(dirname(fileURLToPath(import.meta.url)), '../..'));
  const [command, ...args] = argv;
  try {
    const entry = join(root, entryOf(command));
    const toolchain = await prepare(root);
    const env = childEnvironment(process.env, [toolchain.binFolder, join(root, 'node_modules/.bin')]);
    const { code, signal } = await runEntry({ node: toolchain.node, entry, args, cwd: root, env });
    if (signal) {
      process.removeAllListeners(signal);
      process.kill(process.pid, signal);
    }
    process.exitCode = code ?? 1;
  } catch (error) {
    if (!(error instanceof Complaint)) throw error;
    console.error(`cultivar: ${error.message}`);
    process.exitCode = 1;
  }
}

/** @param {string} root */
async function prepare(root) {
  const host = { root, env: process.env, execPath: process.execPath, version: process.versions.node };
  const lock = join(root, '.cache/bootstrap.lock');
  const onWait = (/** @type {number} */ pid) =>
    console.error(`cultivar: another run (process ${pid}) is installing; waiting for it …`);
  try {
    return await withLock(lock, { onWait }, async () => {
      const toolchain = await provideNode(host);
      if (!isInstalled(root, toolchain.id)) await install(root, toolchain);
      return toolchain;
    });
  } catch (error) {
    throw asComplaint(error);
  }
}

/**
 * @param {string} root
 * @param {import('./provide-node.mjs').Toolchain} toolchain
 */
async function install(root, toolchain) {
  checkPlatform({ platform: process.platform, arch: process.arch, libc: hostLibc() });
  checkDisk(root);
  await runNpm({
    node: toolchain.node,
    npm: toolchain.npm,
    args: ['ci', '--include=dev', '--include=optional'],
    cwd: root,
    env: childEnvironment(process.env, [toolchain.binFolder]),
    doing: 'installing the packages from the lockfile',
    about: 'one to three minutes the first time',
  });
  markInstalled(root, toolchain.id);
}

/** @param {unknown} error */
function asComplaint(error) {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC') return new Complaint('the disk is full; free about 4 GB and run this again.');
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new Complaint('the project folder cannot be written; check who owns it and run this again.');
  }
  return error;
}
