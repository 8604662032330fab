import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { Sha256Hasher } from '../../hash/sha256-hasher.ts';

/** A hasher for a page, whose own digests take a message only whole. */
export function createSha256(): Sha256Hasher {
  const hash = sha256.create();
  const hasher: Sha256Hasher = {
    update(part) {
      hash.update(typeof part === 'string' ? utf8ToBytes(part) : part);
      return hasher;
    },
    digest: () => hash.digest(),
  };
  return hasher;
}
