import { ManifestError } from '../spec/manifest/manifest-error.ts';
import { MAX_MANIFEST_BYTES, parseManifest } from '../spec/manifest/parse-manifest.ts';
import type { ManifestKind, ManifestOf } from '../spec/manifest/parse-manifest.ts';
import { digestToCid } from '../spec/manifest-cid.ts';
import type { Hex } from '../spec/hex.ts';
import { sha256 } from '../spec/sha256.ts';
import { ContentError } from './content-error.ts';
import { contentRequest } from './content-request.ts';
import type { ContentSource } from './content-request.ts';
import { readCapped } from './read-capped.ts';

/** Which manifest to get. */
export type GetManifestParameters<K extends ManifestKind> = {
  /** Its digest, as the chain names it. */
  digest: Hex;
  /** When given, a manifest of any other kind is refused. */
  kind?: K;
  signal?: AbortSignal;
};

/**
 * Gets a manifest, checks that its bytes hash to `digest`, and checks it against the schema of its kind.
 *
 * @throws ContentError `mismatch` when the store lies, `too-large`, or `not-a-manifest` with the place that is wrong.
 */
export async function getManifest<K extends ManifestKind = ManifestKind>(
  source: ContentSource,
  { digest, kind, signal }: GetManifestParameters<K>,
): Promise<ManifestOf<K>> {
  const cid = digestToCid(digest);
  const response = await contentRequest(source, `ipfs/${cid}?format=raw`, cid, {
    headers: { accept: 'application/vnd.ipld.raw' },
    ...(signal && { signal }),
  });
  const bytes = await readCapped(response.body, cid, MAX_MANIFEST_BYTES);
  const actual = sha256(bytes);
  if (actual !== digest) {
    throw new ContentError({ code: 'mismatch', cid, field: 'sha256', expected: digest, actual });
  }
  try {
    return parseManifest(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)), kind);
  } catch (cause) {
    if (!isRefusal(cause)) throw cause;
    throw new ContentError({ code: 'not-a-manifest', cid, detail: cause.message }, { cause });
  }
}

/** What parsing hostile bytes may throw: bad JSON, bad UTF-8, a schema's refusal. */
function isRefusal(error: unknown): error is Error {
  return error instanceof ManifestError || error instanceof SyntaxError || error instanceof TypeError;
}
