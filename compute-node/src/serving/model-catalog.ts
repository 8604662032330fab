import type { AdapterManifest, Hex, ModelManifest } from '@cultivar/sdk/spec';
import type { Logger } from 'pino';
import type { ChainAsset, ChainReader } from '../chain/chain.ts';
import { fetchManifest } from '../jobs/fetch-manifest.ts';
import { fetchFile } from '../storage/fetch-file.ts';
import type { ContentStore } from '../storage/index.ts';
import { placeAdapter } from '../storage/place-adapter.ts';
import { ModelUnavailableError } from './model-unavailable-error.ts';
import type { LocalModel, ServedModel } from './served-model.ts';

/** Which assets of the registry the node can answer with. */
export type ModelCatalog = {
  /** Base models and adapters, newest first; at most `limit` assets are looked at. */
  list(limit: number): Promise<ServedModel[]>;
  /**
   * Brings a model's files to this machine, checked against their manifests.
   *
   * @throws ModelUnavailableError
   */
  open(id: string): Promise<LocalModel>;
};

/** What a catalogue works with. */
export type CatalogOptions = {
  reader: Pick<ChainReader, 'chainId' | 'asset' | 'assetCount'>;
  store: ContentStore;
  folders: { inputs: string; adapters: string };
  logger: Logger;
  signal: AbortSignal;
};

type Known = ServedModel & { manifest: ModelManifest | AdapterManifest; digest: Hex };
const KINDS = ['model', 'adapter'] as const;

/** The catalogue of one chain's registry. */
export function modelCatalog({ reader, store, folders, logger, signal }: CatalogOptions): ModelCatalog {
  // Manifests never change, so what was read once holds for as long as the registry names the same digest.
  const known = new Map<string, Known>();

  async function lookUp(id: string): Promise<Known> {
    const assetId = assetIdOf(id);
    const asset = await reader.asset(assetId);
    if (asset === undefined) throw new ModelUnavailableError(id, 'unknown', 'is no asset of this chain');
    const before = known.get(id);
    if (before?.digest === asset.manifestDigest) return { ...before, owner: asset.owner };
    const kind = KINDS[asset.kind];
    if (kind === undefined)
      throw new ModelUnavailableError(id, 'not-a-model', 'is neither a model nor an adapter');
    const read = await readManifest(id, kind, asset);
    known.set(id, read);
    return read;
  }

  async function readManifest(id: string, kind: 'model' | 'adapter', asset: ChainAsset): Promise<Known> {
    const manifest = await fetchManifest(store, asset.manifestDigest, kind, signal);
    const base = manifest.parents?.find(({ role }) => role === 'base')?.asset;
    const { owner, manifestDigest: digest } = asset;
    const about = { id, name: manifest.name, kind, owner, manifest, digest };
    return kind === 'adapter' && base !== undefined ? { ...about, base } : about;
  }

  function assetIdOf(id: string): bigint {
    const [chainId, assetId] = id.split(':');
    if (Number(chainId) !== reader.chainId) {
      throw new ModelUnavailableError(id, 'unknown', `is not on chain ${reader.chainId}`);
    }
    return BigInt(assetId!);
  }

  async function filesOf(model: Known): Promise<LocalModel['modelFiles']> {
    const files: LocalModel['modelFiles'] = [];
    for (const entry of model.manifest.files) {
      files.push({ name: entry.name, path: await fetchFile(store, entry, folders.inputs, signal) });
    }
    return files;
  }

  async function open(id: string): Promise<LocalModel> {
    const model = await lookUp(id);
    const about: ServedModel = { id, name: model.name, kind: model.kind, owner: model.owner };
    const { manifest } = model;
    const isWhole = manifest.kind === 'model' || manifest.adapter.method === 'full';
    if (isWhole) return { ...about, modelFiles: await filesOf(model) };
    if (model.base === undefined) throw new ModelUnavailableError(id, 'no-base', 'names no base model');
    const base = await lookUp(model.base);
    if (base.kind !== 'model')
      throw new ModelUnavailableError(id, 'no-base', `is based on ${model.base}, no model`);
    const adapterDir = await placeAdapter(store, model.manifest.files, folders, model.digest, signal);
    return { ...about, base: model.base, modelFiles: await filesOf(base), adapterDir };
  }

  return {
    async list(limit) {
      const count = await reader.assetCount();
      const models: ServedModel[] = [];
      for (let n = 0n; n < BigInt(limit) && n < count; n++) {
        const id = `${reader.chainId}:${count - n}`;
        try {
          const { manifest: _manifest, digest: _digest, ...model } = await lookUp(id);
          if (model.kind === 'model' || model.base !== undefined) models.push(model);
        } catch (error) {
          // Datasets, and assets whose manifest is nowhere: not ours to answer with.
          logger.debug({ asset: id, reason: (error as Error).message }, 'not served');
        }
      }
      return models;
    },
    async open(id) {
      try {
        return await open(id);
      } catch (error) {
        if (error instanceof ModelUnavailableError) throw error;
        const why = `cannot be fetched: ${(error as Error).message}`;
        throw new ModelUnavailableError(id, 'content-unavailable', why, { cause: error });
      }
    },
  };
}
