import type { CID } from 'multiformats/cid';

/** Where blocks come from. What it returns may be wrong: callers see it through `verifiedBlocks`. */
export type BlockSource = {
  /** @throws ContentMissingError when the block is not here. */
  block(cid: CID, options?: { signal?: AbortSignal }): Promise<Uint8Array>;
};
