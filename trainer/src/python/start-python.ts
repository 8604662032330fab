import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { createInterface } from 'node:readline';
import { pythonCommand } from './python-command.ts';
import type { PythonEngine } from './python-engine.ts';

/** A run for the Python engine: its folder is prepared, its request is in a file. */
export type PythonStart = {
  engine: PythonEngine;
  requestPath: string;
  /** Told each line of standard output. */
  onLine: (line: string) => void;
  /** Aborting stops it with a checkpoint. */
  signal?: AbortSignal | undefined;
};

/** How it ended; `code` is null where something killed it. */
export type PythonEnd = { code: number | null; words: string };

/** Something that starts the Python engine: this machine, or a cluster. */
export type StartPython = (start: PythonStart) => Promise<PythonEnd>;

const KEPT_WORDS = 4_096;
const KILL_AFTER_MS = 15_000;

/** Starts the Python engine on this machine, by `uv run --locked`, with nothing of our environment. */
export const startPython: StartPython = async ({ engine, requestPath, onLine, signal }) => {
  const [program, ...args] = pythonCommand(engine, ['--request', requestPath]);
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of their own: what does not end, `uv`, launcher and a process for each GPU, is killed as one.
    detached: true,
    env: { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: tmpdir(), UV_PYTHON_DOWNLOADS: 'never' },
  });
  let words = '';
  child.stderr.on('data', (chunk: Buffer) => (words = (words + chunk.toString()).slice(-KEPT_WORDS)));
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  let timer: NodeJS.Timeout | undefined;
  const stop = (): void => {
    child.kill('SIGTERM');
    timer ??= setTimeout(() => child.pid && process.kill(-child.pid, 'SIGKILL'), KILL_AFTER_MS);
  };
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    const lines = (async () => {
      for await (const line of createInterface({ input: child.stdout, crlfDelay: Infinity })) onLine(line);
    })();
    const code = await ended;
    await lines;
    return { code, words: words.trim() };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
};
