import { decode } from '@ipld/dag-pb';
import type { CID } from 'multiformats/cid';
import { ContentMalformedError } from './content-malformed-error.ts';
import { DAG_PB_CODEC } from './parse-cid.ts';

const MAX_BLOCKS = 1_000_000;

/**
 * Every CID of a graph once, parents before children, in the order of the file.
 *
 * @param readNode Reads the interior (dag-pb) blocks; leaves are never read here.
 * @throws ContentMalformedError when the graph has more than a million blocks.
 */
export async function* walkDag(root: CID, readNode: (cid: CID) => Promise<Uint8Array>): AsyncGenerator<CID> {
  const seen = new Set<string>();
  const open = [root];
  for (let cid = open.pop(); cid !== undefined; cid = open.pop()) {
    const key = cid.toString();
    if (seen.has(key)) continue;
    seen.add(key);
    if (seen.size > MAX_BLOCKS)
      throw new ContentMalformedError(root.toString(), `more than ${MAX_BLOCKS} blocks`);
    yield cid;
    if (cid.code !== DAG_PB_CODEC) continue;
    const links = linksOf(root, await readNode(cid));
    open.push(...links.reverse());
  }
}

function linksOf(root: CID, block: Uint8Array): CID[] {
  try {
    return decode(block).Links.map((link) => link.Hash as CID);
  } catch (error) {
    throw new ContentMalformedError(root.toString(), 'a block is not dag-pb', { cause: error });
  }
}
