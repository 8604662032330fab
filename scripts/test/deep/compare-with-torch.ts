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
  const python = process.env.CULTIVAR_PYTHON || (await installTorch(root));
  if (!python) return 1;
  const tests = ['trainer/test/torch-parity', 'trainer/test/parity/adapters-in-peft'];
  const args = [packageBin(root, 'vitest'), 'run', '--project', 'trainer', ...tests];
  return (await runTool(args, { root, env: { CULTIVAR_PYTHON: python } })).code;
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
