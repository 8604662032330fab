/** What a trainer process may touch. */
export type SandboxPaths = {
  /** Readable, besides the system's own folders. */
  read: readonly string[];
  /** Writable. */
  write: readonly string[];
  /** Devices it works on, besides those that every program has; what is not there is left out. */
  devices?: readonly string[];
};

/** A way to start the trainer, apart from everything else of this machine as far as the machine allows. */
export type Sandbox = {
  kind: 'bubblewrap' | 'none';
  /** The full command, given the program and its arguments. */
  wrap(command: readonly string[], paths: SandboxPaths): string[];
  /** File descriptor on which it says (JSON, `child-pid`) which process is the trainer; absent: the one started. */
  infoFd?: number;
  /** The user the trainer runs as, where it is not ours; its folders must be given to it. */
  uid?: number;
};
