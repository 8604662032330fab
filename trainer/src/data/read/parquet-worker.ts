import { open } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { fileBuffer } from './file-buffer.ts';
import { readParquetBatches } from './read-parquet-batches.ts';
import type { ParquetBatch } from './read-parquet-batches.ts';

/** What the worker answers to each request for more. */
export type ParquetAnswer = { batch: ParquetBatch } | { done: true } | { failed: string };

const batches = batchesOf((workerData as { path: string }).path);

parentPort!.on('message', () => {
  void batches.next().then(
    ({ done, value }) => parentPort!.postMessage(done ? { done } : { batch: value }),
    (error: Error) => parentPort!.postMessage({ failed: error.message }),
  );
});

async function* batchesOf(path: string): AsyncGenerator<ParquetBatch> {
  const handle = await open(path, 'r');
  try {
    yield* readParquetBatches(await fileBuffer(handle));
  } finally {
    await handle.close();
  }
}
