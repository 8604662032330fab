import type { Hex } from '@cultivar/sdk/spec';

/** A file of a base model as everybody has it: name, content and CID are the same from every source. */
export type PinnedFile = { name: string; size: number; sha256: Hex; cid: string };

/** A base model and where its files can be had. */
export type BaseModelSpec = {
  name: string;
  /** SPDX id. */
  license: string;
  /** Page that describes it. */
  source: string;
  files: readonly PinnedFile[];
  /** Repository on the model hub that holds the files under their names, at a commit. */
  hub: { repo: string; revision: string };
  /** Package on the Python index whose wheel holds the files in a folder. */
  python: { package: string; version: string; folder: string };
};
