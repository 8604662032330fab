import { existsSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { Complaint } from './complaint.mjs';

/**
 * The `npm-cli.js` of whoever called us, of the Node that runs us, or on PATH.
 *
 * @param {{ env: NodeJS.ProcessEnv, execPath: string }} where
 * @throws {Complaint} when there is none
 */
export function findNpm({ env, execPath }) {
  const beside = dirname(realpathSync(execPath));
  const onPath = (env.PATH ?? env.Path ?? '').split(delimiter).map((folder) => resolved(join(folder, 'npm')));
  const candidates = [
    env.npm_execpath,
    join(beside, '../lib/node_modules/npm/bin/npm-cli.js'),
    join(beside, 'node_modules/npm/bin/npm-cli.js'),
    '/usr/share/nodejs/npm/bin/npm-cli.js',
    ...onPath,
  ];
  const found = candidates.find((file) => file?.endsWith('npm-cli.js') && existsSync(file));
  if (found) return found;
  throw new Complaint('npm is missing; install npm (it comes with Node) and run this again.');
}

/** @param {string} file */
function resolved(file) {
  return existsSync(file) ? realpathSync(file) : undefined;
}
