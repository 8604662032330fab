import type { StoredFile } from '@cultivar/sdk/content';
import type { DataFormat } from '@cultivar/sdk/spec';
import type { DatasetDescription } from '@cultivar/trainer/browser';

/** What a page asks of the dataset worker about one file. */
export type DatasetCall =
  | { act: 'look'; file: File }
  | { act: 'describe'; file: File; format: DataFormat }
  | { act: 'store'; file: File; contentUrl: string };

/** The first row of a file: what its columns are called, and what stands in them. */
export type FirstRow = Record<string, unknown>;

/** What the dataset worker says: how far it is, then one of four ends. */
export type DatasetAnswer =
  | { progress: number }
  | { done: 'look'; first: FirstRow }
  | { done: 'describe'; description: DatasetDescription }
  | { done: 'store'; stored: StoredFile }
  | { failed: string };
