import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { processFigures } from './process-figures.ts';

/** A step between two reports of a process. */
export type Step = { seconds: number; cpuSeconds: number; tokens: number; loss: number };

/** What was seen of a training process from outside. */
export type Watched = {
  /** From the process's start until it was ready for its first step. */
  readySeconds: number;
  /** Processor time of all its threads until then. */
  readyCpuSeconds: number;
  /** From the process's start to the end of its first step. */
  firstStepSeconds: number;
  /** Loss of that step. */
  firstLoss: number;
  /** All steps after the first. */
  steps: Step[];
  /** Most memory that it held up to the end of its last step. */
  peakBytes: number;
};

/** A line that a training process prints: the events of the trainer that are used. */
type Line =
  | { type: 'started' }
  /** `tokens`: of all steps so far. */
  | { type: 'step'; loss: number; tokens: number }
  | { type: 'failed'; message: string }
  | { type: 'other' };

/** How a process is started. `input` goes to its standard input. */
export type Command = {
  program: string;
  args: readonly string[];
  env?: Record<string, string | undefined>;
  input: string;
};

/** Runs a training process and measures it from outside, every kind of process in the same way. */
export async function watchSteps({ program, args, env, input }: Command): Promise<Watched> {
  const started = performance.now();
  const child = spawn(program, args, { env: env ?? {}, stdio: ['pipe', 'pipe', 'pipe'] });
  const ended = once(child, 'exit');
  // Heard below, once nothing more is printed.
  ended.catch(() => undefined);
  let complaint = '';
  child.stderr.on('data', (bytes: Buffer) => (complaint = (complaint + bytes.toString()).slice(-2000)));
  child.stdin.end(input);
  const steps: Step[] = [];
  let [readySeconds, readyCpuSeconds, firstStepSeconds, firstLoss, peakBytes] = [0, 0, 0, 0, 0];
  let before: { seconds: number; cpuSeconds: number; tokens: number } | undefined;
  try {
    for await (const text of createInterface({ input: child.stdout })) {
      const line = JSON.parse(text) as Line;
      const seconds = (performance.now() - started) / 1000;
      if (line.type === 'failed') throw new Error(line.message);
      if (line.type !== 'started' && line.type !== 'step') continue;
      const figures = await processFigures(child.pid!);
      if (line.type === 'started') {
        [readySeconds, readyCpuSeconds] = [seconds, figures.cpuSeconds];
        continue;
      }
      const now = { seconds, cpuSeconds: figures.cpuSeconds, tokens: line.tokens };
      if (before) steps.push({ ...difference(now, before), loss: line.loss });
      else [firstStepSeconds, firstLoss] = [seconds, line.loss];
      [before, peakBytes] = [now, figures.peakBytes];
    }
    const [code] = (await ended) as [number | null];
    if (code !== 0 || steps.length === 0) throw new Error(`${program} ended early: ${complaint.trim()}`);
    return { readySeconds, readyCpuSeconds, firstStepSeconds, firstLoss, steps, peakBytes };
  } finally {
    child.kill('SIGKILL');
  }
}

function difference(
  now: Omit<Step, 'loss'>,
  before: Omit<Step, 'loss'>,
): { seconds: number; cpuSeconds: number; tokens: number } {
  return {
    seconds: now.seconds - before.seconds,
    cpuSeconds: now.cpuSeconds - before.cpuSeconds,
    tokens: now.tokens - before.tokens,
  };
}
