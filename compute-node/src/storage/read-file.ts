import { decode } from '@ipld/dag-pb';
import { UnixFS } from 'ipfs-unixfs';
import type { CID } from 'multiformats/cid';
import { ContentMalformedError } from './content-malformed-error.ts';
import type { BlockSource } from './block-source.ts';
import type { ByteRange } from './content-store.ts';
import { RAW_CODEC } from './parse-cid.ts';
import { RangeInvalidError } from './range-invalid-error.ts';
import { readAhead } from './read-ahead.ts';

// Why not ipfs-unixfs-exporter: it buffers what a slow reader has not taken, and a block that fails below the
// second level of a graph leaves a promise without a catcher, which ends the process.

const LEAVES_AHEAD = 8;
const MAX_DEPTH = 16;

/** A file whose first block was read. */
export type OpenFile = {
  size: number;
  /** @throws RangeInvalidError when the range starts behind the end. */
  read(range?: ByteRange): AsyncIterable<Uint8Array>;
};

/**
 * Opens the file a CID names: a raw block or a UnixFS file.
 *
 * @param blocks Verified blocks.
 * @throws ContentMalformedError when the CID names a directory, or blocks that do not add up to a file.
 */
export async function openFile(
  blocks: BlockSource,
  cid: CID,
  options: { signal?: AbortSignal } = {},
): Promise<OpenFile> {
  const root = parseNode(cid, cid, await blocks.block(cid, options));
  return {
    size: root.size,
    async *read(range = { offset: 0 }) {
      const { offset } = range;
      const end = Math.min(root.size, offset + (range.length ?? root.size));
      if (offset < 0 || (offset >= root.size && root.size > 0))
        throw new RangeInvalidError(offset, root.size);
      const walk = {
        blocks,
        options,
        file: cid,
        offset,
        end,
        blocksLeft: 1024 + Math.ceil((end - offset) / 1024),
      };
      yield* readAhead(pieces(walk, root, 0, 0), LEAVES_AHEAD);
    },
  };
}

type Node = {
  size: number;
  /** Bytes the node carries itself, before its children's. */
  data: Uint8Array;
  children: { cid: CID; size: number }[];
};

type Walk = {
  blocks: BlockSource;
  options: { signal?: AbortSignal };
  file: CID;
  offset: number;
  end: number;
  /** A graph built to waste time has more blocks than its bytes are worth. */
  blocksLeft: number;
};

/** The parts of the range in order, each as a read that may run beside the others. */
async function* pieces(
  walk: Walk,
  node: Node,
  start: number,
  depth: number,
): AsyncGenerator<() => Promise<Uint8Array>> {
  if (depth > MAX_DEPTH)
    throw new ContentMalformedError(walk.file.toString(), `deeper than ${MAX_DEPTH} levels`);
  const cut = (bytes: Uint8Array, from: number): Uint8Array =>
    bytes.subarray(Math.max(0, walk.offset - from), Math.max(0, walk.end - from));
  const own = cut(node.data, start);
  if (own.byteLength > 0) yield async () => own;

  let at = start + node.data.byteLength;
  for (const child of node.children) {
    const from = at;
    at += child.size;
    if (at <= walk.offset || from >= walk.end) continue;
    if (walk.blocksLeft-- === 0)
      throw new ContentMalformedError(walk.file.toString(), 'too many blocks for its size');
    const read = async (): Promise<Node> => {
      const parsed = parseNode(walk.file, child.cid, await walk.blocks.block(child.cid, walk.options));
      if (parsed.size !== child.size) {
        throw new ContentMalformedError(
          walk.file.toString(),
          `${child.cid} holds ${parsed.size} bytes where ${child.size} are claimed`,
        );
      }
      return parsed;
    };
    if (child.cid.code === RAW_CODEC) yield async () => cut((await read()).data, from);
    else yield* pieces(walk, await read(), from, depth + 1);
  }
}

function parseNode(file: CID, cid: CID, block: Uint8Array): Node {
  if (cid.code === RAW_CODEC) return { size: block.byteLength, data: block, children: [] };
  const { links, unixfs } = decodeNode(file, block);
  if (unixfs.type !== 'file' && unixfs.type !== 'raw') {
    throw new ContentMalformedError(file.toString(), `a ${unixfs.type} stands there`);
  }
  if (links.length !== unixfs.blockSizes.length) {
    throw new ContentMalformedError(file.toString(), 'links and sizes differ in number');
  }
  const children = links.map((link, i) => ({ cid: link, size: Number(unixfs.blockSizes[i]) }));
  const data = unixfs.data ?? new Uint8Array();
  const size = children.reduce((sum, child) => sum + child.size, data.byteLength);
  if (!Number.isSafeInteger(size)) throw new ContentMalformedError(file.toString(), 'its size is no size');
  return { size, data, children };
}

function decodeNode(file: CID, block: Uint8Array): { links: CID[]; unixfs: UnixFS } {
  try {
    const { Data, Links } = decode(block);
    if (Data === undefined) throw new Error('a block holds no UnixFS data');
    return { links: Links.map((link) => link.Hash as CID), unixfs: UnixFS.unmarshal(Data) };
  } catch (error) {
    throw new ContentMalformedError(file.toString(), (error as Error).message, { cause: error });
  }
}
