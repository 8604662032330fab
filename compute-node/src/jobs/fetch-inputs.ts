import type { DatasetManifest, FileEntry, Hex, JobManifest, ModelManifest } from '@cultivar/sdk/spec';
import type { ChainReader } from '../chain/chain.ts';
import { fetchFile, FileDigestError } from '../storage/fetch-file.ts';
import { ContentMalformedError } from '../storage/content-malformed-error.ts';
import { CidInvalidError } from '../storage/cid-invalid-error.ts';
import type { ContentStore } from '../storage/index.ts';
import { checkInputs } from './check-inputs.ts';
import { fetchManifest } from './fetch-manifest.ts';
import { JobRefusedError } from './job-refused-error.ts';
import { teacherOf } from './teacher-of.ts';

/** A file at hand: its name in the manifest, its path here. */
export type LocalFile = { name: string; path: string };

/** A job's inputs, fetched and checked byte by byte. */
export type JobInputs = {
  model: { manifest: ModelManifest; files: LocalFile[] };
  datasets: { digest: Hex; manifest: DatasetManifest; files: LocalFile[] }[];
  /** Where the job learns from another model. */
  teacher?: { manifest: ModelManifest; files: LocalFile[] };
};

/** What fetching needs. */
export type FetchContext = {
  store: ContentStore;
  reader: Pick<ChainReader, 'asset' | 'assetWith'>;
  folder: string;
  maxInputBytes: number;
  signal: AbortSignal;
};

/**
 * Brings everything a job reads to this machine.
 *
 * @throws JobRefusedError when an input is not what the chain and its manifest say; a content error when something
 *   cannot be fetched now.
 */
export async function fetchInputs(spec: JobManifest, context: FetchContext): Promise<JobInputs> {
  const { store, signal } = context;
  const named = teacherOf(spec);
  for (const { asset, manifest } of [spec.base, ...spec.datasets, ...(named ? [named] : [])])
    await checkAsset(asset, manifest, context);

  const model = await fetchManifest(store, spec.base.manifest, 'model', signal);
  const teacher = named && (await fetchManifest(store, named.manifest, 'model', signal));
  const datasets: { digest: Hex; manifest: DatasetManifest }[] = [];
  for (const { manifest: digest } of spec.datasets) {
    datasets.push({ digest, manifest: await fetchManifest(store, digest, 'dataset', signal) });
  }
  checkInputs(spec, { model, teacher, datasets: datasets.map(({ manifest }) => manifest) });

  const all = [model, ...(teacher ? [teacher] : []), ...datasets.map(({ manifest }) => manifest)].flatMap(
    ({ files }) => files,
  );
  const bytes = all.reduce((sum, { size }) => sum + size, 0);
  if (bytes > context.maxInputBytes) {
    throw new JobRefusedError('inputs-too-large', `${bytes} bytes; this node takes ${context.maxInputBytes}`);
  }
  return {
    model: { manifest: model, files: await fetchAll(model.files, context) },
    datasets: await Promise.all(
      datasets.map(async (dataset) => ({
        ...dataset,
        files: await fetchAll(dataset.manifest.files, context),
      })),
    ),
    ...(teacher ? { teacher: { manifest: teacher, files: await fetchAll(teacher.files, context) } } : {}),
  };
}

async function checkAsset(asset: string, digest: Hex, { reader }: FetchContext): Promise<void> {
  const assetId = BigInt(asset.split(':')[1]!);
  const known = await reader.asset(assetId);
  if (known === undefined) throw new JobRefusedError('asset-unknown', `asset ${asset} does not exist`);
  const isNewest = known.manifestDigest === digest;
  if (!isNewest && (await reader.assetWith(known.creator, digest)) !== assetId) {
    throw new JobRefusedError('asset-differs', `${digest} is no version of asset ${asset}`);
  }
}

async function fetchAll(entries: readonly FileEntry[], context: FetchContext): Promise<LocalFile[]> {
  const files: LocalFile[] = [];
  for (const entry of entries) {
    if (entry.ciphertextSha256 !== undefined) {
      throw new JobRefusedError(
        'input-encrypted',
        `${entry.name} is encrypted, and this node has no key for it`,
      );
    }
    try {
      files.push({
        name: entry.name,
        path: await fetchFile(context.store, entry, context.folder, context.signal),
      });
    } catch (error) {
      const broken =
        error instanceof FileDigestError ||
        error instanceof ContentMalformedError ||
        error instanceof CidInvalidError;
      if (!broken) throw error;
      throw new JobRefusedError('input-differs', (error as Error).message, { cause: error });
    }
  }
  return files;
}
