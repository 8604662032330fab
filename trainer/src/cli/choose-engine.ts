import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { inspectPython } from '../python/inspect-python.ts';
import type { PythonEngine } from '../python/python-engine.ts';
import type { TrainRequest } from '../run/train-request.ts';
import { chooseExecutor } from './choose-executor.ts';
import type { EXECUTORS } from './choose-executor.ts';
import type { ENGINES, LOADERS } from './engine-options.ts';
import type { Surroundings } from './surroundings.ts';
import { UsageError } from './usage-error.ts';

/** What was said about who computes. */
export type EngineFlags = {
  engine?: (typeof ENGINES)[number];
  executor: (typeof EXECUTORS)[number];
  gpus?: number;
  loader?: (typeof LOADERS)[number];
  ray?: string | undefined;
};

/** What computes, as a request says it, and the class that makes the job of. */
export type ChosenEngine = { class: string } & Pick<TrainRequest, 'openVinoDir' | 'python' | 'executor'>;

/**
 * The engine that was asked for; the Python one never otherwise.
 *
 * @throws UsageError when it cannot be had.
 */
export async function chooseEngine(
  { engine, executor, gpus, loader, ray }: EngineFlags,
  surroundings: Pick<Surroundings, 'env' | 'err'>,
): Promise<ChosenEngine> {
  if (engine !== 'python') {
    const { choice, class: className, openVinoDir } = await chooseExecutor(executor, surroundings);
    return {
      class: className,
      ...(openVinoDir === undefined ? {} : { openVinoDir }),
      ...(choice.name === 'ort-webgpu' ? { executor: choice.name } : {}),
    };
  }
  const python = {
    ...pythonEngine(surroundings.env),
    ...(gpus === undefined ? {} : { gpus }),
    ...(loader === 'transformers' ? { loader } : {}),
  };
  const report = await inspectPython(python);
  if (report.state === 'absent')
    throw new UsageError(`--engine python: ${report.reason}`, '`doctor` says what was found.');
  // Several processes may add up in another order, nobody knows which machine of a cluster it will be, and unsloth has
  // kernels of its own.
  const isExact = (gpus ?? 1) === 1 && ray === undefined && loader !== 'unsloth';
  return { class: isExact ? report.class : 'tolerance', python };
}

/**
 * Where the Python engine lies: in the project that CULTIVAR_PYTHON_DIR names, or else beside this package, with the `uv`
 * that CULTIVAR_UV names or that is on the path.
 */
export function pythonEngine(env: NodeJS.ProcessEnv): PythonEngine {
  const onPath = (env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'uv'))
    .find((path) => existsSync(path));
  const dir = env['CULTIVAR_PYTHON_DIR'] ?? join(import.meta.dirname, '../../python');
  return { dir, uv: env['CULTIVAR_UV'] ?? onPath ?? 'uv' };
}
