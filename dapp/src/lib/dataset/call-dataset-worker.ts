import type { DatasetAnswer, DatasetCall } from './dataset-call.ts';

type End = Extract<DatasetAnswer, { done: string }>;
type EndOf<Call extends DatasetCall> = Extract<End, { done: Call['act'] }>;

/** A page of Parquet that lies about its counts can keep the decoder busy without end. */
const PATIENCE_MS = 120_000;

/**
 * Has a file read in a worker of its own, which ends with the call: a broken file takes nothing with it.
 *
 * @param onProgress told rows that were read, or bytes that were hashed
 * @throws Error in words for the file's owner; the signal's reason when aborted
 */
export function callDatasetWorker<Call extends DatasetCall>(
  call: Call,
  { onProgress, signal }: { onProgress?: (count: number) => void; signal?: AbortSignal } = {},
): Promise<EndOf<Call>> {
  const worker = new Worker(new URL('../../workers/dataset-worker.ts', import.meta.url), { type: 'module' });
  const { promise, resolve, reject } = Promise.withResolvers<EndOf<Call>>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = () => {
    clearTimeout(timer);
    const silence = `${call.file.name} keeps its reader busy without an end`;
    timer = setTimeout(() => reject(new Error(silence)), PATIENCE_MS);
  };
  worker.onmessage = ({ data }: MessageEvent<DatasetAnswer>) => {
    wait();
    if ('progress' in data) onProgress?.(data.progress);
    else if ('failed' in data) reject(new Error(data.failed));
    else resolve(data as EndOf<Call>);
  };
  worker.onerror = ({ message }) =>
    reject(new Error(`The part of the page that reads datasets could not go on: ${message}`));
  const stop = () => reject(signal?.reason as Error);
  signal?.addEventListener('abort', stop, { once: true });
  wait();
  worker.postMessage(call);
  return promise.finally(() => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
    worker.terminate();
  });
}
