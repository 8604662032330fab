import { spawn } from 'node:child_process';

/**
 * Runs a script under the chosen Node and ends as it ends. Over the IPC channel the script notices when this
 * process is gone, even by kill -9.
 *
 * @param {{ node: string, entry: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv }} task
 * @returns {Promise<{ code: number | null, signal: NodeJS.Signals | null }>}
 */
export function runEntry({ node, entry, args, cwd, env }) {
  const child = spawn(node, [entry, ...args], { cwd, env, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  /** @type {NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
}
