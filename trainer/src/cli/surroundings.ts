import type { Readable, Writable } from 'node:stream';

/** What the command line is called in. */
export type Surroundings = {
  env: NodeJS.ProcessEnv;
  out: Writable & { isTTY?: boolean; columns?: number };
  err: Writable;
  in: Readable & { isTTY?: boolean };
};
