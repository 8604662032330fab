import { digestToCid, MAX_MANIFEST_BYTES, manifestDigest, parseManifest } from '@cultivar/sdk/spec';
import type { Hex, ManifestKind, ManifestOf } from '@cultivar/sdk/spec';
import type { ContentStore } from '../storage/index.ts';
import { JobRefusedError } from './job-refused-error.ts';

/**
 * Fetches the manifest a digest names. Its bytes were hashed by the store; here they are also shown to be
 * canonical and of the expected kind.
 *
 * @throws JobRefusedError `manifest-…` when it is not; a content error when it cannot be fetched.
 */
export async function fetchManifest<K extends ManifestKind>(
  store: ContentStore,
  digest: Hex,
  kind: K,
  signal: AbortSignal,
): Promise<ManifestOf<K>> {
  const cid = digestToCid(digest);
  if ((await store.size(cid, { signal })) > MAX_MANIFEST_BYTES) {
    throw new JobRefusedError(
      'manifest-too-large',
      `the ${kind} manifest ${digest} is larger than a manifest may be`,
    );
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of store.get(cid, undefined, { signal })) chunks.push(chunk);
  const value = parseJson(Buffer.concat(chunks).toString('utf8'), kind, digest);
  if (manifestDigest(value) !== digest) {
    throw new JobRefusedError(
      'manifest-not-canonical',
      `the ${kind} manifest ${digest} is not canonical JSON`,
    );
  }
  try {
    return parseManifest(value, kind);
  } catch (error) {
    const why = (error as Error).message;
    throw new JobRefusedError('manifest-invalid', `the ${kind} manifest ${digest}: ${why}`, { cause: error });
  }
}

function parseJson(text: string, kind: string, digest: Hex): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new JobRefusedError('manifest-invalid', `the ${kind} manifest ${digest} is not JSON`, {
      cause: error,
    });
  }
}
