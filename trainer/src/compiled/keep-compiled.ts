import { enableCompileCache, flushCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

/** Beside the code: who may write here may write the code itself, so nobody gains by changing what is kept. */
const FOLDER = fileURLToPath(new URL('../../node_modules/.cache/compiled', import.meta.url));

/**
 * Lets Node keep the modules that it strips and compiles from one process to the next, by their content and its own
 * version. It counts for what is imported from then on, in this thread. Where the folder cannot be written, nothing is
 * kept.
 *
 * @returns Keeps now what is otherwise kept when the process ends.
 */
export function keepCompiled(): () => void {
  enableCompileCache(FOLDER);
  return flushCompileCache;
}
