import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runTool } from '../../test/run-tool.ts';

/** A tool from PyPI could not be installed. */
export class PythonToolError extends Error {
  override readonly name = 'PythonToolError';
  readonly requirement: string;

  constructor(requirement: string, step: string) {
    super(
      `${requirement} could not be installed (${step} failed, see above). It needs python3 with venv and a package ` +
        'index; nothing else of the project does.',
    );
    this.requirement = requirement;
  }
}

/**
 * Installs a pinned tool into a folder of its own below `.cache`, once.
 *
 * @param requirement as pip takes it, with its version
 * @returns the folder with its programs
 * @throws PythonToolError
 */
export async function pythonTool(root: string, requirement: string): Promise<string> {
  const name = requirement.replaceAll(/[^\w.]+/g, '-');
  const folder = join(root, '.cache', name);
  const bin = join(folder, 'bin');
  const done = join(folder, 'installed');
  if (existsSync(done)) return bin;
  console.log(`installing ${requirement} into .cache/${name} …`);
  const steps: [string, string[]][] = [
    ['python3', ['-m', 'venv', '--clear', folder]],
    [join(bin, 'python'), ['-m', 'pip', 'install', '--quiet', requirement]],
    [join(bin, 'python'), ['-c', `open(${JSON.stringify(done)}, 'w').close()`]],
  ];
  for (const [command, args] of steps) {
    const { code } = await runTool(args, { root, command }).catch(() => ({ code: 1 }));
    if (code !== 0) throw new PythonToolError(requirement, `${command} ${args.slice(0, 3).join(' ')}`);
  }
  return bin;
}
