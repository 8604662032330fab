import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { DataError } from '../data-error.ts';
import type { DataFile } from './data-file.ts';
import type { ParquetAnswer } from './parquet-worker.ts';
import { rowItem } from './row-item.ts';
import type { RowItem } from './row-item.ts';

const MAX_HEAP_MB = 1_024;
/** Processor time that the decoder may take for a batch of rows: so much, and more for a larger file. */
const BASE_CPU_MS = 600;
const CPU_MS_PER_BYTE = 1 / 1_000;
const MAX_CPU_MS = 30_000;
const LOOK_EVERY_MS = 100;

/**
 * Rows of a Parquet file. The decoder runs in a thread of its own with limited memory, which is ended when a thousand
 * rows take it longer than a file of this size can: a page that lies about its counts can make it work without end.
 * Its processor time is what counts, so a busy machine refuses nothing.
 *
 * @throws DataError `file` when the file is truncated or contradicts itself, `too_large` when it exhausts the thread.
 */
export async function* readParquetRows(file: DataFile): AsyncGenerator<RowItem> {
  const { size } = await stat(file.path);
  const budgetMs = Math.min(MAX_CPU_MS, BASE_CPU_MS + size * CPU_MS_PER_BYTE);
  const worker = new Worker(new URL('./parquet-worker.ts', import.meta.url), {
    workerData: { path: file.path },
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
    stderr: true,
  });
  let next = 1;
  try {
    for (;;) {
      const answer = await ask(worker, budgetMs).catch((error: Error) => {
        throw new DataError(
          'too_large',
          file.name,
          next,
          `its Parquet pages cannot be unpacked (${error.message})`,
        );
      });
      if ('done' in answer) return;
      if ('failed' in answer) {
        const row = next === 1 ? null : next;
        throw new DataError('file', file.name, row, `is no readable Parquet (${answer.failed})`);
      }
      for (const [i, value] of answer.batch.rows.entries()) yield rowItem(answer.batch.start + i + 1, value);
      next = answer.batch.start + answer.batch.rows.length + 1;
    }
  } finally {
    await worker.terminate();
  }
}

async function ask(worker: Worker, budgetMs: number): Promise<ParquetAnswer> {
  const ended = new AbortController();
  const answer = once(worker, 'message', { signal: ended.signal }) as Promise<[ParquetAnswer]>;
  const exit = once(worker, 'exit', { signal: ended.signal }).then(([code]) => {
    throw new Error(`the decoder ended with code ${code as number}`);
  });
  const overrun = watch(worker, budgetMs, ended.signal);
  worker.postMessage('next');
  try {
    const [message] = await Promise.race([answer, exit, overrun]);
    return message;
  } finally {
    ended.abort();
    await Promise.allSettled([answer, exit, overrun]);
  }
}

/** @throws Error once the thread has worked longer than the budget. */
async function watch(worker: Worker, budgetMs: number, signal: AbortSignal): Promise<never> {
  const startMs = await cpuMs(worker);
  for (;;) {
    await setTimeout(LOOK_EVERY_MS, undefined, { signal });
    if ((await cpuMs(worker)) - startMs > budgetMs) throw new Error('it works without end');
  }
}

/** Processor time of the thread; none before it runs. */
async function cpuMs(worker: Worker): Promise<number> {
  try {
    const { user, system } = await worker.cpuUsage();
    return (user + system) / 1000;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_WORKER_NOT_RUNNING') return 0;
    throw error;
  }
}
