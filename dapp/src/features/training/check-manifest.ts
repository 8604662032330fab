import { ManifestError, manifestBytes, manifestDigest, parseManifest } from '@cultivar/sdk/spec';
import type { Hex, JobManifest } from '@cultivar/sdk/spec';

/** A manifest that may be requested, or what is wrong with it, by path. */
export type CheckedManifest =
  | { ok: true; manifest: JobManifest; digest: Hex; sizeBytes: number }
  | { ok: false; problems: ReadonlyMap<string, string> };

/** Checks a manifest by the schema that the node uses too. */
export function checkManifest(value: unknown): CheckedManifest {
  try {
    const manifest = parseManifest(value, 'job');
    return {
      ok: true,
      manifest,
      digest: manifestDigest(manifest),
      sizeBytes: manifestBytes(manifest).byteLength,
    };
  } catch (error) {
    if (!(error instanceof ManifestError)) throw error;
    // The first thing that is wrong with a place is said there.
    const problems = new Map<string, string>();
    for (const { path, message } of error.problems) if (!problems.has(path)) problems.set(path, message);
    return { ok: false, problems };
  }
}
