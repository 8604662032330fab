import { Worker } from 'node:worker_threads';
import { DataError } from '../data-error.ts';
import type { DataFile } from './data-file.ts';
import type { ParquetAnswer } from './parquet-worker.ts';
import { rowItem } from './row-item.ts';
import type { RowItem } from './row-item.ts';

const MAX_HEAP_MB = 1_024;
const PATIENCE_MS = 120_000;

/**
 * Rows of a Parquet file. The decoder runs in a thread of its own with limited memory, which is ended when a thousand
 * rows take longer than `patienceMs`: a page that lies about its counts can make it work without end.
 *
 * @throws DataError `file` when the file is truncated or contradicts itself, `too_large` when it exhausts the thread.
 */
export async function* readParquetRows(file: DataFile, patienceMs = PATIENCE_MS): AsyncGenerator<RowItem> {
  const worker = new Worker(new URL('./parquet-worker.ts', import.meta.url), {
    workerData: { path: file.path },
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
    stderr: true,
  });
  let next = 1;
  try {
    for (;;) {
      const answer = await ask(worker, patienceMs).catch((error: Error) => {
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

function ask(worker: Worker, patienceMs: number): Promise<ParquetAnswer> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('it works without end')), patienceMs);
    const ended = (code: number) => reject(new Error(`the decoder ended with code ${code}`));
    worker.once('message', resolve).once('error', reject).once('exit', ended);
    worker.postMessage('next');
    worker.once('message', () => {
      clearTimeout(timer);
      worker.off('error', reject).off('exit', ended);
    });
    worker.once('error', () => clearTimeout(timer));
  });
}
