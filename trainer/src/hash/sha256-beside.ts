import { stat } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import type { Hex } from '@cultivar/sdk/spec';
import { sha256File } from '../model/sha256-file.ts';

/** What a thread of its own is not worth. */
const SMALL_BYTES = 8 << 20;

/**
 * sha256 of a file's bytes, counted in a thread beside this one where it is large.
 *
 * @throws The signal's reason once it is aborted.
 */
export async function sha256Beside(path: string, signal?: AbortSignal): Promise<Hex> {
  if ((await stat(path)).size < SMALL_BYTES) return sha256File(path);
  signal?.throwIfAborted();
  const thread = new Worker(new URL('./sha256-thread.ts', import.meta.url), { workerData: path });
  const { promise, resolve, reject } = Promise.withResolvers<Hex>();
  thread.once('message', resolve).once('error', reject);
  const onAbort = () => {
    reject(signal!.reason);
    void thread.terminate();
  };
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    return await promise;
  } finally {
    signal?.removeEventListener('abort', onAbort);
  }
}
