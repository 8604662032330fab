import { digestToCid, manifestBytes } from '@cultivar/sdk/spec';
import type { ContentStore } from '../storage/index.ts';
import type { RunResult } from './read-result.ts';

/**
 * Puts adapter, checkpoints and both manifests into the content store, the manifests last: whoever finds one finds
 * the files too. Repeating it changes nothing.
 */
export async function storeResult(
  store: ContentStore,
  result: RunResult,
  signal: AbortSignal,
): Promise<void> {
  for (const { entry, content } of result.files) {
    await store.putWithCid(entry.cid, content(), { maxBytes: entry.size, signal });
  }
  await store.putWithCid(digestToCid(result.traceManifest), [manifestBytes(result.trace)], { signal });
  await store.putWithCid(digestToCid(result.resultDigest), [manifestBytes(result.manifest)], { signal });
}
