import { PassThrough } from 'node:stream';
import { fileCid } from '@cultivar/sdk/spec';
import { CID } from 'multiformats/cid';
import type { KuboRPCClient } from 'kubo-rpc-client';
import type { BlockSource } from './block-source.ts';
import { CidMismatchError } from './cid-mismatch-error.ts';
import { ContentMissingError } from './content-missing-error.ts';
import type { ByteStream, ContentStore, StoredContent } from './content-store.ts';
import { limitBytes } from './limit-bytes.ts';
import { parseCid } from './parse-cid.ts';
import { openFile } from './read-file.ts';
import { verifiedBlocks } from './verified-blocks.ts';
import { walkDag } from './walk-dag.ts';

/**
 * Content in a Kubo daemon, spoken to by its RPC. The daemon must run with the profile `unixfs-v1-2025`: what it
 * stores under another CID than the one computed here is unpinned again and refused.
 */
export function kuboStore(client: KuboRPCClient, timeoutMs = 60_000): ContentStore {
  const source = (offline: boolean): BlockSource => ({
    async block(cid, { signal } = {}) {
      try {
        return await client.block.get(cid, {
          offline,
          timeout: timeoutMs,
          ...(signal ? { signal } : {}),
        } as never);
      } catch (error) {
        signal?.throwIfAborted();
        throw Object.assign(new ContentMissingError(cid.toString(), ['kubo']), { cause: error });
      }
    },
  });
  const blocks = verifiedBlocks(source(false), 'kubo');
  const local = verifiedBlocks(source(true), 'kubo');

  async function add(content: ByteStream, expected?: string): Promise<StoredContent> {
    const [forKubo, forUs] = tee(content);
    const [added, stored] = await Promise.all([
      client.add(forKubo, { cidVersion: 1, rawLeaves: true, chunker: 'size-1048576', pin: true }),
      fileCid(forUs),
    ]);
    const wrong = !added.cid.equals(CID.parse(stored.cid) as never);
    const unwanted = expected !== undefined && !parseCid(expected).equals(CID.parse(stored.cid));
    if (wrong || unwanted) await client.pin.rm(added.cid);
    if (unwanted) throw new CidMismatchError(expected, stored.cid);
    if (wrong) throw new CidMismatchError(stored.cid, added.cid.toString());
    return stored;
  }

  return {
    put: (content) => add(content),
    putWithCid: (cid, content, { maxBytes } = {}) => add(limitBytes(content, maxBytes ?? Infinity, cid), cid),
    async *get(cid, range, options) {
      yield* (await openFile(blocks, parseCid(cid), options)).read(range);
    },
    size: async (cid, options) => (await openFile(blocks, parseCid(cid), options)).size,
    async has(text) {
      try {
        for await (const cid of walkDag(parseCid(text), (node) => local.block(node))) await local.block(cid);
        return true;
      } catch (error) {
        if (error instanceof ContentMissingError) return false;
        throw error;
      }
    },
    async pin(cid, { signal } = {}) {
      await client.pin.add(parseCid(cid) as never, signal ? { signal } : {});
    },
    async unpin(cid) {
      await client.pin.rm(parseCid(cid) as never);
    },
    async status() {
      const { version } = await client.version();
      let pinned = 0;
      for await (const pin of client.pin.ls({ type: 'recursive' })) pinned += pin.cid ? 1 : 0;
      return { backend: 'kubo', ok: true, pinned, detail: `kubo ${version}` };
    },
  };
}

/** One stream read by two: the slower one sets the pace. */
function tee(content: ByteStream): [PassThrough, PassThrough] {
  const pair: [PassThrough, PassThrough] = [new PassThrough(), new PassThrough()];
  void (async () => {
    try {
      for await (const chunk of content) {
        await Promise.all(
          pair.map(async (side) => side.write(chunk) || new Promise((go) => side.once('drain', go))),
        );
      }
      for (const side of pair) side.end();
    } catch (error) {
      for (const side of pair) side.destroy(error as Error);
    }
  })();
  return pair;
}
