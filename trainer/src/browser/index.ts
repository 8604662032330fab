// The trainer's eyes for data, for pages: no disk, no process, no engine.
export { DataError } from '../data/data-error.ts';
export { describeRows } from '../data/describe-rows.ts';
export type { DatasetDescription } from '../data/describe-rows.ts';
export { blobKind, readBlobRows } from '../data/read/read-blob-rows.ts';
export type { BlobKind } from '../data/read/read-blob-rows.ts';
