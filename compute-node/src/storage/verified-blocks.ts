import { createHash } from 'node:crypto';
import type { CID } from 'multiformats/cid';
import { BlockCorruptError } from './block-corrupt-error.ts';
import type { BlockSource } from './block-source.ts';

/** Hashes every block against its CID before anyone sees it. `name` says where the blocks came from. */
export function verifiedBlocks(source: BlockSource, name: string): BlockSource {
  return {
    async block(cid, options) {
      const bytes = await source.block(cid, options);
      if (!matches(cid, bytes)) throw new BlockCorruptError(cid.toString(), name);
      return bytes;
    },
  };
}

function matches(cid: CID, bytes: Uint8Array): boolean {
  return createHash('sha256').update(bytes).digest().equals(cid.multihash.digest);
}
