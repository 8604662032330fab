/** A file of a dataset: its name in the manifest and where it lies. */
export type DataFile = { name: string; path: string };
