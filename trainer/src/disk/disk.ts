/** Where a run keeps its files: a folder tree of the system, or the one that a browser gives a page. */
export type Disk = {
  /** Makes a folder, and those above it, where they are not there. */
  makeFolder(path: string): Promise<void>;
  /** A file's bytes, or undefined where there is none. */
  read(path: string): Promise<Uint8Array | undefined>;
  /** Whether there is such a file. */
  has(path: string): Promise<boolean>;
  /** A file's bytes in pieces. */
  stream(path: string): AsyncIterable<Uint8Array>;
  /**
   * Writes a file so that a crash leaves the old one or the new one, never half of either.
   *
   * @param mode Permissions where there are such, e.g. 0o600 for what nobody else may read.
   */
  write(path: string, content: Uint8Array | string | readonly Uint8Array[], mode?: number): Promise<void>;
  /** Removes a file where there is one. */
  remove(path: string): Promise<void>;
  /** Opens a file that only grows. */
  openLog(path: string): Promise<Log>;
};

/** A file that only grows. What was appended survives the process. */
export type Log = {
  /** What stood in it when it was opened. */
  readonly content: Uint8Array;
  /** Leaves its first bytes only. */
  cut(bytes: number): void;
  append(text: string): void;
  close(): void;
};
