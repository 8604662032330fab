import type { PythonEngine } from './python-engine.ts';

/** Says no to everything that `uv run` might do beyond starting what is installed. */
const AS_INSTALLED = ['--locked', '--offline', '--no-sync', '--no-cache', '--no-config', '--no-env-file'];

/** Leaves nothing to a configuration that `accelerate` may find: one machine, no casts, no compiler. */
const PLAIN = ['--num_machines', '1', '--mixed_precision', 'no', '--dynamo_backend', 'no', '--module'];

/** The command that starts the Python engine with its arguments; several processes are joined by `accelerate`. */
export function pythonCommand(
  { dir, uv, gpus = 1 }: PythonEngine,
  args: readonly string[],
): [program: string, ...args: string[]] {
  const start =
    gpus === 1
      ? ['cultivar-train-python']
      : [
          'accelerate',
          'launch',
          '--multi_gpu',
          '--num_processes',
          String(gpus),
          ...PLAIN,
          'cultivar_trainer',
        ];
  return [uv, 'run', ...AS_INSTALLED, '--project', dir, ...start, ...args];
}
