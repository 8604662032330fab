import type { LocalFile } from '../jobs/fetch-inputs.ts';

/** A model the node can answer with: an asset of the registry. */
export type ServedModel = {
  /** `<chainId>:<assetId>`. */
  id: string;
  name: string;
  kind: 'model' | 'adapter';
  owner: string;
  /** `<chainId>:<assetId>` of the base; for an adapter. */
  base?: string;
};

/** A served model with its files on this machine. */
export type LocalModel = ServedModel & {
  modelFiles: LocalFile[];
  /** Folder of the adapter; absent for a base model. */
  adapterDir?: string;
};
