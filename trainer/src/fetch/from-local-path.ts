import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256File } from '../model/sha256-file.ts';
import type { BaseModelSpec } from './base-model-spec.ts';
import type { FetchedModel, FetchOptions } from './fetch-options.ts';
import { Miss } from './miss.ts';

/** The files where they lie: a folder that holds them, or the one file itself. */
export async function fromLocalPath(spec: BaseModelSpec, { localPath }: FetchOptions): Promise<FetchedModel> {
  if (localPath === undefined) throw new Miss('none is set');
  const there = await stat(localPath).catch(() => null);
  if (!there) throw new Miss(`${localPath} does not exist`);
  const files: FetchedModel['files'] = [];
  for (const { name, size, sha256 } of spec.files) {
    const path = there.isDirectory() ? join(localPath, name) : localPath;
    const found = await stat(path).catch(() => null);
    if (!found?.isFile()) throw new Miss(`${localPath} holds no ${name}`);
    if (found.size !== size || (await sha256File(path)) !== sha256)
      throw new Miss(`${path} is another file than ${name}`);
    files.push({ name, path });
  }
  return { source: 'local path', files };
}
