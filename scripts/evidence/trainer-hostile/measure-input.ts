import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CorpusInput } from '../../../trainer/test/corpus/corpus-inputs.ts';

/** How an input was answered, and what that took. */
export type Measured = {
  outcome: string;
  /** By the clock. */
  wallMs: number;
  /** Processor time of all threads. */
  cpuMs: number;
  /** Resident memory at its highest, above that before; absent where the system does not tell. */
  grownBytes?: number;
};

/** Reads an input as a run would and measures it. */
export async function measureInput(input: CorpusInput): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'cultivar-hostile-'));
  try {
    const read = input.prepare();
    const before = (await startPeak()) ? process.memoryUsage.rss() : undefined;
    const [cpu, start] = [process.cpuUsage(), performance.now()];
    const outcome = await read(folder);
    const wallMs = performance.now() - start;
    const { user, system } = process.cpuUsage(cpu);
    const measured = { outcome, wallMs, cpuMs: (user + system) / 1000 };
    return before === undefined
      ? measured
      : { ...measured, grownBytes: Math.max(0, (await peakBytes()) - before) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Makes Linux count the peak of resident memory anew. @returns Whether it does. */
async function startPeak(): Promise<boolean> {
  return writeFile('/proc/self/clear_refs', '5').then(
    () => true,
    () => false,
  );
}

async function peakBytes(): Promise<number> {
  const status = await readFile('/proc/self/status', 'utf8');
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)![1]) * 1024;
}
