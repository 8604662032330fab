import { chmod, mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { OPENVINO_RELEASE } from '../engine/executor/openvino/openvino-release.ts';
import { sha256File } from '../model/sha256-file.ts';
import { FetchError } from './fetch-error.ts';
import type { FetchOptions } from './fetch-options.ts';
import { Miss } from './miss.ts';
import { pipDownload } from './pip-download.ts';
import { storeFile } from './store-file.ts';
import { zipMember } from './zip-member.ts';

/** Where OpenVINO's libraries may be, and where to put them. */
export type OpenVinoOptions = Pick<FetchOptions, 'pipCommands' | 'onMiss' | 'onProgress' | 'signal'> & {
  /** Folder of the downloaded libraries, one inside it for each release. */
  cacheDir: string;
  /** Folder that holds them already. */
  localPath?: string | undefined;
};

/**
 * Gets the libraries of OpenVINO's pinned release: from a configured folder, the cache, or out of the official Python
 * wheel, which pip downloads. A library is taken only with its pinned sha256: it will run in the trainer's process.
 *
 * @returns The folder that holds them.
 * @throws FetchError when no source has them; the abort reason when `signal` fires.
 */
export async function fetchOpenVino(options: OpenVinoOptions): Promise<string> {
  const { version, platform } = OPENVINO_RELEASE;
  const name = `OpenVINO ${version}`;
  const here = `${process.platform}-${process.arch}`;
  if (here !== platform)
    throw new FetchError(name, [`its release is pinned for ${platform}, this is ${here}`]);
  const misses: string[] = [];
  for (const [source, find] of [
    ['local path', () => fromFolder(options.localPath)],
    ['cache', () => fromCache(options)],
    ['Python package', () => fromWheel(options)],
  ] as const) {
    options.signal?.throwIfAborted();
    try {
      return await find();
    } catch (error) {
      options.signal?.throwIfAborted();
      if (!(error instanceof Miss)) throw error;
      if (source === 'cache' || (source === 'local path' && options.localPath === undefined)) continue;
      misses.push(`${source}: ${error.message}`);
      options.onMiss?.(misses.at(-1)!);
    }
  }
  throw new FetchError(name, misses);
}

async function fromFolder(folder: string | undefined): Promise<string> {
  if (folder === undefined) throw new Miss('none is set');
  for (const { name, size, sha256 } of OPENVINO_RELEASE.files) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => null);
    if (!found?.isFile()) throw new Miss(`${folder} holds no ${name}`);
    if (found.size !== size || (await sha256File(path)) !== sha256) {
      throw new Miss(`${path} is not that of release ${OPENVINO_RELEASE.version}`);
    }
  }
  return folder;
}

const cacheFolder = ({ cacheDir }: OpenVinoOptions) => join(cacheDir, `openvino-${OPENVINO_RELEASE.version}`);

async function fromCache(options: OpenVinoOptions): Promise<string> {
  return fromFolder(cacheFolder(options));
}

function isWhole(folder: string): Promise<boolean> {
  return fromFolder(folder).then(
    () => true,
    () => false,
  );
}

async function fromWheel(options: OpenVinoOptions): Promise<string> {
  const { version, wheelTags, wheelFolder, files } = OPENVINO_RELEASE;
  await mkdir(options.cacheDir, { recursive: true });
  // Filled beside its place and moved there whole: another process may be at it too.
  const staging = await mkdtemp(join(options.cacheDir, 'openvino-'));
  const download = await mkdtemp(join(options.cacheDir, 'wheel-'));
  try {
    const wheel = await pipDownload(`openvino==${version}`, download, options, wheelTags);
    const target = { ...options, cacheDir: staging };
    for (const file of files) {
      await storeFile(file, 'Python package', target, () => zipMember(wheel, `${wheelFolder}/${file.name}`));
    }
    // A sandbox may read it as another user; a folder made by mkdtemp is its maker's alone.
    await chmod(staging, 0o755);
    const folder = cacheFolder(options);
    // What is there by now is the other's, and whole, or this one's reason to download.
    if (await isWhole(folder)) return folder;
    await rm(folder, { recursive: true, force: true });
    await rename(staging, folder);
    return folder;
  } finally {
    for (const path of [download, staging]) await rm(path, { recursive: true, force: true });
  }
}
