/**
 * A file of a dataset wherever it lies: its name in the manifest and its bytes, from the first one at each call. A piece
 * holds its bytes until the next one is asked for.
 */
export type DataSource = { name: string; bytes(): AsyncIterable<Uint8Array> };
