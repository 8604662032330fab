import type { DataFormat } from '@cultivar/sdk/spec';
import type { DataFile } from './read/data-file.ts';

/** A dataset on disk: its files in the manifest's order, and how a row becomes a conversation. */
export type DatasetFiles = { format: DataFormat; files: DataFile[] };
