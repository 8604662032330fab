import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { promisify } from 'node:util';
import { z } from 'zod';
import { pythonCommand } from './python-command.ts';
import type { PythonEngine } from './python-engine.ts';

/** What the Python engine says of itself. */
const probeSchema = z.object({
  /** Its determinism class on this machine. */
  class: z.string(),
  device: z.enum(['cpu', 'cuda']),
  gpus: z.array(z.string()),
  versions: z.record(z.string(), z.string()),
  /** Packages that it can do without: a version with what it is used for, or why it is not. */
  extras: z.record(z.string(), z.string()),
});

/** The Python engine on this machine, or why it is not there. */
export type PythonReport =
  ({ state: 'found' } & z.infer<typeof probeSchema>) | { state: 'absent'; reason: string };

/** The first start reads gigabytes of libraries. */
const PATIENCE_MS = 180_000;

/** Starts the engine and asks what it has. A machine without it is a finding, never an error. */
export async function inspectPython(engine: PythonEngine, signal?: AbortSignal): Promise<PythonReport> {
  const [program, ...args] = pythonCommand({ dir: engine.dir, uv: engine.uv }, ['--probe']);
  try {
    const { stdout } = await promisify(execFile)(program, args, {
      ...{ timeout: PATIENCE_MS, signal, maxBuffer: 1 << 20 },
      env: { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: tmpdir(), UV_PYTHON_DOWNLOADS: 'never' },
    });
    return { state: 'found', ...probeSchema.parse(JSON.parse(stdout)) };
  } catch (error) {
    return { state: 'absent', reason: reasonOf(error, engine) };
  }
}

function reasonOf(error: unknown, { dir, uv }: PythonEngine): string {
  const { code, stderr, message } = error as NodeJS.ErrnoException & { stderr?: string };
  const last = stderr?.trim().split('\n').at(-1)?.trim();
  const why = code === 'ENOENT' ? `uv is not at ${uv}` : last || message.split('\n')[0]!;
  return `${why}; install it: uv sync --locked --project ${dir}`;
}
