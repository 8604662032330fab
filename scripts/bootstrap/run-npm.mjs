import { spawn } from 'node:child_process';
import { Complaint } from './complaint.mjs';
import { explainNpmFailure } from './explain-npm-failure.mjs';
import { showWait } from './show-wait.mjs';

const MINUTE_MS = 60_000;

/**
 * Runs npm quietly, showing only what it is doing and for how long.
 *
 * @param {{ node: string, npm: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv, doing: string, about: string }} task
 *   `doing` is a phrase as `installing the packages`, `about` how long it usually takes
 * @throws {Complaint} one line saying why it failed
 */
export async function runNpm({ node, npm, args, cwd, env, doing, about }) {
  const child = spawn(node, [npm, ...args, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd,
    env: { npm_config_fetch_retries: '1', npm_config_fetch_timeout: String(2 * MINUTE_MS), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output = (output + text).slice(-20_000);
    });
  }
  const wait = showWait(`${doing} (${about})`);
  /** @param {NodeJS.Signals} signal */
  const pass = (signal) => child.kill(signal);
  process.on('SIGINT', pass).on('SIGTERM', pass);
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  process.off('SIGINT', pass).off('SIGTERM', pass);
  wait.done();
  if (child.signalCode) throw new Complaint(`${doing} was interrupted; run this again to go on.`);
  if (code !== 0) throw new Complaint(explainNpmFailure(doing, output));
}
