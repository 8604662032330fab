import { createHash } from 'node:crypto';
import type { Sha256Hasher } from './sha256-hasher.ts';

/** A hasher at the speed of the machine. */
export function createSha256(): Sha256Hasher {
  const hash = createHash('sha256');
  const hasher: Sha256Hasher = {
    update(part) {
      hash.update(part);
      return hasher;
    },
    digest: () => hash.digest(),
  };
  return hasher;
}
