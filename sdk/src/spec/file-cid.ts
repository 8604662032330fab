import { importer } from 'ipfs-unixfs-importer';

/** Takes blocks as they are made. The default keeps none, which is enough to learn a CID. */
export type BlockSink = {
  put(
    cid: import('multiformats/cid').CID,
    bytes: Uint8Array | AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  ): unknown;
};

/**
 * The CID of a file under the UnixFS profile `unixfs-v1-2025` (IPIP-499): the same in Node, in a browser
 * and in Kubo, whatever the size.
 *
 * @param content The file's bytes, in order.
 * @returns The root CID (v1, base32) and the number of bytes read.
 */
export async function fileCid(
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  sink: BlockSink = { put: (cid) => cid },
): Promise<{ cid: string; size: number }> {
  let size = 0;
  const counted = (async function* () {
    for await (const chunk of content) {
      size += chunk.byteLength;
      yield chunk;
    }
  })();
  let root = '';
  for await (const entry of importer([{ content: counted }], sink as never, { profile: 'unixfs-v1-2025' })) {
    root = entry.cid.toString();
  }
  return { cid: root, size };
}
