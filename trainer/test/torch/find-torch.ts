import { spawnSync } from 'node:child_process';
import { env } from 'node:process';

/** The interpreter that would run torch, and the version of torch it has; undefined where it has none. */
export type Torch = { python: string; version: string | undefined };

const PRINT_VERSION = "from importlib.metadata import version; print(version('torch'))";

/**
 * Looks for torch in the interpreter that CULTIVAR_PYTHON names, or else in python3.
 *
 * @throws When CULTIVAR_PYTHON is set but has no torch: who names an interpreter wants the comparison.
 */
export function findTorch(): Torch {
  const named = env['CULTIVAR_PYTHON'];
  const python = named ?? 'python3';
  const { status, stdout, stderr, error } = spawnSync(python, ['-c', PRINT_VERSION], { encoding: 'utf8' });
  if (status === 0) return { python, version: stdout.trim() };
  if (named !== undefined) {
    throw new Error(`CULTIVAR_PYTHON (${named}) has no torch: ${error?.message ?? stderr.trim()}`);
  }
  return { python, version: undefined };
}
