import { getFile, getManifest } from '@cultivar/sdk/content';
import type { ContentAnswer, ContentCall } from '../lib/content/content-call.ts';

const scope = self as unknown as DedicatedWorkerGlobalScope;

/** Fetches and hashes away from the page, so that a gigabyte does not stop it. */
scope.onmessage = async ({ data }: MessageEvent<ContentCall>) => {
  const answer = (message: ContentAnswer, transfer: Transferable[] = []) =>
    scope.postMessage(message, transfer);
  try {
    if (data.act === 'manifest') {
      const manifest = await getManifest({ contentUrl: data.contentUrl }, { digest: data.digest });
      answer({ id: data.id, done: 'manifest', manifest });
      return;
    }
    const onBytes = (received: number) => answer({ id: data.id, received });
    const bytes = await getFile({ contentUrl: data.contentUrl }, { file: data.file, onBytes });
    answer({ id: data.id, done: 'file', bytes: bytes.buffer as ArrayBuffer }, [bytes.buffer]);
  } catch (error) {
    answer({ id: data.id, failed: error instanceof Error ? error.message : String(error) });
  }
};
