import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { packageBin } from '../../products/package-bin.ts';
import { runTool } from '../run-tool.ts';

const UV = 'uv==0.13.9';

/**
 * The Python engine: its own tests and lint, its runs beside ours, a Ray head. Takes the `uv` that `CULTIVAR_UV` names
 * or that is on the path; otherwise installs it into `.cache/uv`. The engine's environment is made as it is locked
 * (about 6 GB at first).
 *
 * @returns the exit code
 */
export async function checkPython(root: string): Promise<number> {
  const uv = await findUv(root);
  if (!uv) {
    console.log('the Python engine is not checked: uv is not here and pip cannot install it');
    return 1;
  }
  const project = join(root, 'trainer/python');
  const inProject = (...command: string[]) => [
    'run',
    '--locked',
    '--no-sync',
    '--project',
    project,
    ...command,
  ];
  const steps: string[][] = [
    ['sync', '--locked', '--extra', 'ray', '--project', project],
    inProject('ruff', 'check', project),
    inProject('ruff', 'format', '--check', project),
    inProject('pytest', project),
  ];
  let failed = 0;
  for (const [at, args] of steps.entries()) {
    const { code } = await runTool(args, { root, command: uv, env: { UV_PYTHON_DOWNLOADS: 'never' } });
    if (code !== 0) failed = code;
    // Without an environment nothing else can be said.
    if (code !== 0 && at === 0) return code;
  }
  const tests = [packageBin(root, 'vitest'), 'run', '--project', 'trainer', 'trainer/test/python'];
  const { code } = await runTool(tests, { root, env: { CULTIVAR_UV: uv } });
  return code || failed;
}

async function findUv(root: string): Promise<string | undefined> {
  const named = process.env.CULTIVAR_UV;
  if (named) return named;
  const { status, stdout } = spawnSync('sh', ['-c', 'command -v uv'], { encoding: 'utf8' });
  if (status === 0) return stdout.trim();
  const folder = join(root, '.cache/uv');
  console.log(`looking to ${UV} in .cache/uv …`);
  for (const [command, ...args] of [
    ['python3', '-m', 'venv', folder],
    [join(folder, 'bin/python'), '-m', 'pip', 'install', '--quiet', UV],
  ]) {
    const { code } = await runTool(args, { root, command: command! });
    if (code !== 0) return undefined;
  }
  return join(folder, 'bin/uv');
}
