import { join } from 'node:path';
import { env } from 'node:process';
import type { PythonEngine } from '../../src/python/python-engine.ts';

/** The installed Python engine, started by the `uv` that CULTIVAR_UV names; undefined where it names none. */
export function findEngine(): PythonEngine | undefined {
  const uv = env['CULTIVAR_UV'];
  return uv ? { dir: join(import.meta.dirname, '../../python'), uv } : undefined;
}
