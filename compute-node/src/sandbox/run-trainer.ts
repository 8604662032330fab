import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { trainEventSchema } from '@cultivar/sdk/spec';
import type { TrainEvent } from '@cultivar/sdk/spec';
import { GPU_DEVICES, pythonPaths } from '@cultivar/trainer';
import type { TrainRequest } from '@cultivar/trainer';
import { processStart } from './process-start.ts';
import type { Sandbox } from './sandbox.ts';
import { trainerCommand } from './trainer-command.ts';

/** How a trainer ended. `code` as in the trainer's worker: 0 finished, 1 unexpected, 2 refused, 3 diverged, 4 canceled. */
export type TrainerExit = { code: number | null; stderr: string };

/** One run of the trainer. */
export type TrainerRun = {
  request: TrainRequest;
  sandbox: Sandbox;
  onEvent: (event: TrainEvent) => void;
  /** Told as soon as the process runs, to find it again should this process die. */
  onStart: (trainer: { pid: number; started: string }) => void;
  /** Aborting stops the trainer with a checkpoint. */
  signal: AbortSignal;
};

const KILL_AFTER_MS = 10_000;
const MAX_STDERR = 8_192;

/** Runs the trainer in a process of its own that knows nothing of the node but the request. */
export async function runTrainer(run: TrainerRun): Promise<TrainerExit> {
  const { command, read } = trainerCommand();
  const { modelFiles, teacherFiles = [], datasets } = run.request;
  const inputs = [modelFiles, teacherFiles, ...datasets.map(({ files }) => files)].flat();
  const { outDir, openVinoDir, python } = run.request;
  const libraries = openVinoDir === undefined ? [] : [openVinoDir];
  const engine = python === undefined ? [] : pythonPaths(python);
  const paths = {
    read: [...read, ...libraries, ...engine, ...inputs.map(({ path }) => path)],
    write: [outDir],
    ...(python === undefined ? {} : { devices: GPU_DEVICES }),
  };
  const [program, ...args] = run.sandbox.wrap(command, paths);
  const child = spawn(program!, args, {
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    cwd: run.request.outDir,
    env: { PATH: '/usr/bin:/bin', ORT_DISABLE_TELEMETRY: '1' },
  });
  const stop = stopOnAbort(child, run);
  let stderr = '';
  child.stderr!.on('data', (chunk: Buffer) => (stderr = (stderr + chunk.toString()).slice(-MAX_STDERR)));
  // A trainer that dies at once closes its input before the request is written; its exit code tells.
  child.stdin!.on('error', () => undefined);

  const closed = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  try {
    if (child.pid !== undefined) {
      run.onStart({ pid: child.pid, started: (await processStart(child.pid)) ?? 'unknown' });
    }
    child.stdin!.end(JSON.stringify(run.request));
    await passEvents(child.stdout!, run.onEvent);
    return { code: await closed, stderr: stderr.trim() };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  } finally {
    stop();
  }
}

async function passEvents(stdout: Readable, onEvent: (event: TrainEvent) => void): Promise<void> {
  for await (const line of createInterface({ input: stdout, crlfDelay: Infinity })) {
    const event = trainEventSchema.safeParse(parseJson(line));
    if (event.success) onEvent(event.data);
  }
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // Not an event: the schema says so next.
    return undefined;
  }
}

/** Asks the trainer to stop when the signal aborts, and ends it if it does not. */
function stopOnAbort(child: ChildProcess, { sandbox, signal }: TrainerRun): () => void {
  let trainerPid: number | undefined;
  if (sandbox.infoFd !== undefined) {
    void text(child.stdio[sandbox.infoFd] as Readable).then((info) => {
      const pid = (parseJson(info) as { 'child-pid'?: unknown } | undefined)?.['child-pid'];
      if (typeof pid === 'number') trainerPid = pid;
      if (signal.aborted) terminate();
    });
  }
  let killTimer: NodeJS.Timeout | undefined;
  const kill = (): void => {
    child.kill('SIGKILL');
    // A sandbox killed while it was being set up may leave a child that holds our end of its streams.
    child.stdout?.destroy();
    child.stderr?.destroy();
  };
  const terminate = (): void => {
    killTimer ??= setTimeout(kill, KILL_AFTER_MS);
    if (child.exitCode !== null) return;
    if (trainerPid !== undefined) process.kill(trainerPid, 'SIGTERM');
    else if (sandbox.infoFd === undefined) child.kill('SIGTERM');
  };
  if (signal.aborted) terminate();
  signal.addEventListener('abort', terminate, { once: true });
  return () => {
    clearTimeout(killTimer);
    signal.removeEventListener('abort', terminate);
  };
}
