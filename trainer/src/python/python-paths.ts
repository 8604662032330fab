import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { PythonEngine } from './python-engine.ts';

/**
 * What the Python engine must be able to read to start: its project, `uv`, and the interpreter that its environment was
 * made from, wherever that lies.
 */
export function pythonPaths({ dir, uv }: PythonEngine): string[] {
  const interpreter = realpathSync(join(dir, '.venv/bin/python'));
  const home = dirname(dirname(interpreter));
  return [dir, realpathSync(uv), ...(home === '/usr' ? [] : [home])];
}

/** The devices of NVIDIA's driver, for a sandbox that shows no others. */
export const GPU_DEVICES: readonly string[] = [
  ...[
    '/dev/nvidiactl',
    '/dev/nvidia-uvm',
    '/dev/nvidia-uvm-tools',
    '/dev/nvidia-modeset',
    '/dev/nvidia-caps',
  ],
  ...Array.from({ length: 16 }, (_, i) => `/dev/nvidia${i}`),
];
