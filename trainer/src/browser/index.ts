// The trainer's eyes for data, for pages: no disk, no process, no engine.
export { DataError } from '../data/data-error.ts';
export { describeRows } from '../data/describe-rows.ts';
export type { DatasetDescription } from '../data/describe-rows.ts';
export { dataFileFormat, HEAD_BYTES } from '../data/read/data-file-format.ts';
export type { DataFileFormat } from '../data/read/data-file-format.ts';
export { readBlobRows } from '../data/read/read-blob-rows.ts';
