import { parentPort, workerData } from 'node:worker_threads';
import { readParquetBatches } from './read-parquet-batches.ts';
import type { ParquetBatch } from './read-parquet-batches.ts';

/** What the worker answers to each request for more. */
export type ParquetAnswer = { batch: ParquetBatch } | { done: true } | { failed: string };

const batches = readParquetBatches((workerData as { path: string }).path);

parentPort!.on('message', () => {
  void batches.next().then(
    ({ done, value }) => parentPort!.postMessage(done ? { done } : { batch: value }),
    (error: Error) => parentPort!.postMessage({ failed: error.message }),
  );
});
