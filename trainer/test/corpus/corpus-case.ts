import type { ModelFileCode } from '../../src/model/model-file-error.ts';

/** A model or an adapter as files by name, and why it is to be refused. */
export type HostileCase = { name: string; files: ModelBytes; code: ModelFileCode };

/** Contents by file name. */
export type ModelBytes = Readonly<Record<string, Uint8Array>>;

/** `files` with some of them changed, added or, where undefined, taken away. */
export function changed(
  files: ModelBytes,
  change: Record<string, Uint8Array | string | undefined>,
): ModelBytes {
  const all = Object.entries({ ...files, ...change });
  return Object.fromEntries(
    all.flatMap(([name, content]) => (content === undefined ? [] : [[name, Buffer.from(content)]])),
  );
}
