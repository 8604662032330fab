import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Measured } from './measure-input.ts';

/** An input that takes so long has no answer. */
const PATIENCE_MS = 60_000;

/** Measures inputs by their numbers in a process of its own, which an input may end. */
export type MeasuringProcess = { measure(index: number): Promise<Measured>; end(): void };

/** Starts the process; ready when it has loaded what it needs. */
export async function measuringProcess(): Promise<MeasuringProcess> {
  const child = spawn(process.execPath, ['--no-warnings', join(import.meta.dirname, 'answer-inputs.ts')], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  child.stdin.on('error', () => undefined);
  await lines.next();
  return {
    async measure(index) {
      const start = performance.now();
      const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
      child.stdin.write(`${index}\n`);
      const { value, done } = await lines.next();
      clearTimeout(timer);
      if (!done) return JSON.parse(value) as Measured;
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      const wallMs = performance.now() - start;
      return { outcome: `no answer (${child.signalCode ?? child.exitCode})`, wallMs, cpuMs: wallMs };
    },
    end: () => child.kill('SIGTERM'),
  };
}
