import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { packageBin } from '../../products/package-bin.ts';
import { runTool } from '../run-tool.ts';

const PACKAGES = ['torch==2.15.0', 'numpy==2.4.6', 'transformers==5.23.0', 'peft==0.21.2'];

/**
 * The trainer's loss, gradients and optimiser steps beside torch autograd's, and its adapters in PEFT. Takes the Python that `CULTIVAR_PYTHON`
 * names; otherwise installs them into `.cache/torch` once (about 5 GB).
 *
 * @returns the exit code
 */
export async function compareWithTorch(root: string): Promise<number> {
  const named = process.env.CULTIVAR_PYTHON;
  const missing = named ? missingIn(named) : undefined;
  if (missing !== undefined) {
    console.log(`nothing is compared: CULTIVAR_PYTHON (${named}) ${missing}`);
    console.log('Name one that has it, or none: it is then installed into .cache/torch.');
    return 1;
  }
  const python = named || (await installTorch(root));
  if (!python) return 1;
  const tests = ['trainer/test/torch-parity', 'trainer/test/parity/adapters-in-peft'];
  const args = [packageBin(root, 'vitest'), 'run', '--project', 'trainer', ...tests];
  return (await runTool(args, { root, env: { CULTIVAR_PYTHON: python } })).code;
}

/** What an interpreter lacks; the tests leave out what they find no package for. */
function missingIn(python: string): string | undefined {
  const names = PACKAGES.map((name) => name.split('==')[0]);
  const program = `from importlib.util import find_spec; print(*(n for n in ${JSON.stringify(names)} if not find_spec(n)))`;
  const { status, stdout, error } = spawnSync(python, ['-c', program], { encoding: 'utf8' });
  if (status !== 0) return `does not run (${error?.message ?? `exit code ${status}`})`;
  return stdout.trim() === '' ? undefined : `has no ${stdout.trim().split(' ').join(', ')}`;
}

async function installTorch(root: string): Promise<string | undefined> {
  const folder = join(root, '.cache/torch');
  const python = join(folder, 'bin/python');
  console.log(`looking to ${PACKAGES.join(' and ')} in .cache/torch …`);
  const steps: [string, string[]][] = [
    ['python3', ['-m', 'venv', folder]],
    [python, ['-m', 'pip', 'install', '--quiet', ...PACKAGES]],
  ];
  for (const [command, args] of steps) {
    const { code } = await runTool(args, { root, command });
    if (code !== 0) return undefined;
  }
  return python;
}
