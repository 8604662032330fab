import type { Hex } from '../spec/hex.ts';
import { digestToCid } from '../spec/manifest-cid.ts';
import { manifestBytes } from '../spec/manifest-digest.ts';
import { MAX_MANIFEST_BYTES, parseManifest } from '../spec/manifest/parse-manifest.ts';
import { sha256 } from '../spec/sha256.ts';
import { ContentError } from './content-error.ts';
import type { ContentSource } from './content-request.ts';
import { putContent } from './put-content.ts';

/** A manifest as it is stored. */
export type StoredManifest = {
  /** sha256 of its canonical JSON: what goes on chain. */
  digest: Hex;
  /** The same digest as a CID: where the bytes are. */
  cid: string;
  sizeBytes: number;
};

/**
 * Checks a manifest, stores it as one raw block of canonical JSON with every default written out,
 * and returns its digest.
 *
 * @throws ManifestError when the manifest is not valid.
 * @throws ContentError `too-large` above 1 MiB, or what the store said.
 */
export async function putManifest(
  source: ContentSource,
  { manifest, signal }: { manifest: unknown; signal?: AbortSignal },
): Promise<StoredManifest> {
  const bytes = manifestBytes(parseManifest(manifest));
  const digest = sha256(bytes);
  const cid = digestToCid(digest);
  if (bytes.byteLength > MAX_MANIFEST_BYTES) {
    throw new ContentError({ code: 'too-large', cid, limitBytes: MAX_MANIFEST_BYTES });
  }
  await putContent(source, cid, bytes, signal);
  return { digest, cid, sizeBytes: bytes.byteLength };
}
