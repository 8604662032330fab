/** A file of a model: its name in the manifest and where it lies. */
export type ModelFile = { name: string; path: string };
