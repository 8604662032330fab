import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PythonEngine } from '../../src/python/python-engine.ts';
import { RayError } from '../../src/python/ray/ray-error.ts';
import { rayJobs } from '../../src/python/ray/ray-jobs.ts';

const PORTS = { head: 6399, dashboard: 8266, firstWorker: 20_000, lastWorker: 20_999 };
const PATIENCE_MS = 240_000;
const STOP_PATIENCE_MS = 20_000;

/** A real Ray head on this machine. */
export type RayHead = { address: string; stop(): Promise<void> };

/** Its workers are started at the lowest priority, and given up after a minute: on a busy machine none would start. */
const PATIENT = {
  RAY_DASHBOARD_STARTUP_TIMEOUT_S: '240',
  RAY_worker_niceness: '0',
  RAY_worker_register_timeout_seconds: '240',
};
/** On a busy machine Ray gives up on itself after 30 seconds. */
const ATTEMPTS = 3;

/**
 * Starts a Ray head from the engine's environment, and waits until it takes jobs. The head that CULTIVAR_RAY names is
 * taken instead, and left running.
 */
export async function startRayHead(engine: PythonEngine): Promise<RayHead> {
  const named = process.env['CULTIVAR_RAY'];
  if (named) return { address: named, stop: async () => undefined };
  for (let attempt = 1; ; attempt++) {
    try {
      return await start(engine);
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
    }
  }
}

async function start({ dir }: PythonEngine): Promise<RayHead> {
  // Ray makes sockets in it, whose paths may be no longer than 107 bytes.
  const folder = await mkdtemp(join(tmpdir(), 'ray-'));
  const options = [
    ...['--head', '--block', '--disable-usage-stats', '--num-cpus=2', '--object-store-memory=200000000'],
    ...[`--port=${PORTS.head}`, `--dashboard-port=${PORTS.dashboard}`, '--dashboard-host=127.0.0.1'],
    ...[`--min-worker-port=${PORTS.firstWorker}`, `--max-worker-port=${PORTS.lastWorker}`],
    `--temp-dir=${folder}`,
  ];
  // Not by `uv run`: Ray would start each worker by it, too.
  const head = spawn(join(dir, '.venv/bin/ray'), ['start', ...options], {
    ...{ stdio: ['ignore', 'pipe', 'pipe'], detached: true },
    env: { ...process.env, ...PATIENT },
  });
  let said = '';
  for (const stream of [head.stdout!, head.stderr!])
    stream.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4_000)));
  const ended = new Promise<void>((resolve) => head.once('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    // All that it started is in its group.
    if (head.exitCode === null) process.kill(-head.pid!, 'SIGTERM');
    const killed = setTimeout(() => process.kill(-head.pid!, 'SIGKILL'), STOP_PATIENCE_MS);
    await ended;
    clearTimeout(killed);
    await rm(folder, { recursive: true, force: true });
  };
  const address = `http://127.0.0.1:${PORTS.dashboard}`;
  for (const from = performance.now(); performance.now() - from < PATIENCE_MS; await sleep(1_000)) {
    if (head.exitCode !== null) break;
    if (await takesJobs(address)) return { address, stop };
  }
  await stop();
  throw new Error(`Ray did not start: ${said}`);
}

async function takesJobs(address: string): Promise<boolean> {
  try {
    await rayJobs(address).submit({ id: `ready-${randomUUID()}`, entrypoint: 'true' });
    return true;
  } catch (error) {
    if (error instanceof RayError && ['unreachable', 'busy'].includes(error.code)) return false;
    throw error;
  }
}
