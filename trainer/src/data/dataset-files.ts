import type { DataFormat } from '@cultivar/sdk/spec';
import type { DataFile } from './read/data-file.ts';

/** A dataset on disk: its files in the manifest's order, and how a row becomes an example. */
export type DatasetFiles = {
  format: DataFormat;
  files: DataFile[];
  /** How many of its rows are trained on, against the other datasets' weights; all datasets have one, or none. */
  weight?: number | undefined;
};
