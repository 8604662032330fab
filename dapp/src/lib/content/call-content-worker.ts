import type { ContentAnswer, ContentCall } from './content-call.ts';

type Ask = ContentCall extends infer Call ? (Call extends ContentCall ? Omit<Call, 'id'> : never) : never;
type End = Extract<ContentAnswer, { done: string }>;

let worker: Worker | undefined;
let lastId = 0;

/**
 * Asks the content worker, which is started on first use and kept.
 *
 * @throws Error with the content store's sentence: unreachable, missing, too large, or not what the digest says.
 */
export function callContentWorker(ask: Ask, onBytes?: (received: number) => void): Promise<End> {
  worker ??= new Worker(new URL('../../workers/content-worker.ts', import.meta.url), { type: 'module' });
  const current = worker;
  const id = ++lastId;
  return new Promise((resolve, reject) => {
    const onMessage = ({ data }: MessageEvent<ContentAnswer>) => {
      if (data.id !== id) return;
      if ('received' in data) {
        onBytes?.(data.received);
        return;
      }
      stop();
      if ('failed' in data) reject(new Error(data.failed));
      else resolve(data);
    };
    const onError = () => {
      stop();
      worker = undefined;
      reject(new Error('The part of the page that checks content could not start'));
    };
    const stop = () => {
      current.removeEventListener('message', onMessage);
      current.removeEventListener('error', onError);
    };
    current.addEventListener('message', onMessage);
    current.addEventListener('error', onError);
    current.postMessage({ ...ask, id });
  });
}
