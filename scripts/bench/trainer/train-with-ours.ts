import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { watchSteps } from '../rounds/watch-steps.ts';
import type { Watched } from '../rounds/watch-steps.ts';
import type { BenchModel } from './bench-files.ts';
import { trainingRequest } from './training-request.ts';
import type { Setting } from './ways.ts';

/** Trains as a node does, in the trainer's own process, a lane for each thread. */
export async function trainWithOurs(
  {
    root,
    openVinoDir,
    className,
    recompute,
  }: {
    root: string;
    openVinoDir: string | undefined;
    className: string;
    recompute: 'auto' | 'always';
  },
  { modelFiles }: BenchModel,
  { threads, batch }: Setting,
  steps: number,
): Promise<Watched> {
  const folder = await mkdtemp(join(tmpdir(), 'cultivar-bench-'));
  const worker = fileURLToPath(new URL('./worker.ts', import.meta.resolve('@cultivar/trainer')));
  const request = trainingRequest({ root, modelFiles, className, batch, steps });
  try {
    return await watchSteps({
      program: process.execPath,
      args: ['--no-warnings', worker],
      input: JSON.stringify({
        ...{ ...request, recompute, threads, outDir: join(folder, 'run') },
        ...(openVinoDir === undefined ? {} : { openVinoDir }),
      }),
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
