import type { CID } from 'multiformats/cid';
import { BlockCorruptError } from './block-corrupt-error.ts';
import type { BlockSource } from './block-source.ts';
import { CidMismatchError } from './cid-mismatch-error.ts';
import { ContentMissingError } from './content-missing-error.ts';
import type { ContentStore } from './content-store.ts';
import type { EmbeddedStore } from './embedded-store.ts';
import { GatewayUnavailableError, gatewaySource } from './gateway-source.ts';
import { parseCid } from './parse-cid.ts';
import { openFile } from './read-file.ts';
import { verifiedBlocks } from './verified-blocks.ts';

/** What a gateway store needs. */
export type GatewayStoreOptions = {
  /** Keeps every verified block, so that an interrupted read goes on where it stopped. */
  cache: EmbeddedStore;
  /** Base URLs of trustless gateways, the preferred one first. */
  sources: readonly string[];
  /** Gateway that takes `PUT /content/:cid`. Absent: what is put stays in the cache alone. */
  publishTo?: string;
  /** Told once when a source is dropped for lying. */
  onDropped?: (error: BlockCorruptError) => void;
  fetch?: typeof fetch;
  timeoutMs?: number;
};

/**
 * Content from trustless gateways: each block is taken from the cache or from the first source that has it, and
 * hashed before use. A source that returns other bytes is dropped for good, one that is down is passed over.
 */
export function gatewayStore(options: GatewayStoreOptions): ContentStore {
  const { cache } = options;
  const sources = options.sources.map((url) => ({
    url,
    blocks: verifiedBlocks(gatewaySource(url, options), url),
  }));
  const dropped = new Set<string>();
  let turn = 0;

  const remote: BlockSource = {
    async block(cid, { signal } = {}) {
      let last: unknown;
      // Sources take turns at being asked first: that spreads the load of one file over all of them.
      const start = turn++;
      for (let i = 0; i < sources.length; i++) {
        const source = sources[(start + i) % sources.length]!;
        if (dropped.has(source.url)) continue;
        try {
          return await source.blocks.block(cid, signal ? { signal } : {});
        } catch (error) {
          signal?.throwIfAborted();
          last = error;
          if (error instanceof BlockCorruptError) drop(source.url, error);
        }
      }
      if (last instanceof BlockCorruptError || last instanceof GatewayUnavailableError) throw last;
      throw new ContentMissingError(cid.toString(), [...options.sources]);
    },
  };

  const blocks: BlockSource = {
    async block(cid, context) {
      try {
        return await cache.block(cid, context);
      } catch (error) {
        if (!(error instanceof ContentMissingError || error instanceof BlockCorruptError)) throw error;
      }
      const bytes = await remote.block(cid, context);
      await cache.putBlock(cid, bytes);
      return bytes;
    },
  };

  function drop(url: string, error: BlockCorruptError): void {
    dropped.add(url);
    options.onDropped?.(error);
  }

  async function publish(cid: string, signal?: AbortSignal): Promise<void> {
    if (options.publishTo === undefined) return;
    const size = await cache.size(cid);
    const response = await (options.fetch ?? fetch)(
      `${options.publishTo.replace(/\/+$/, '')}/content/${cid}`,
      {
        method: 'PUT',
        headers: { 'content-type': 'application/octet-stream', 'content-length': String(size) },
        body: ReadableStream.from(cache.get(cid)) as never,
        duplex: 'half',
        redirect: 'error',
        ...(signal ? { signal } : {}),
      } as RequestInit,
    );
    const detail = await response.text();
    if (response.status === 422) throw new CidMismatchError(cid, detail.slice(0, 200));
    if (!response.ok)
      throw new GatewayUnavailableError(options.publishTo, `answered ${response.status} to a put`);
  }

  const open = (cid: CID, signal?: AbortSignal) => openFile(blocks, cid, signal ? { signal } : {});

  return {
    async put(content, { signal } = {}) {
      const stored = await cache.put(content, signal ? { signal } : {});
      await publish(stored.cid, signal);
      return stored;
    },
    async putWithCid(cid, content, putOptions = {}) {
      const stored = await cache.putWithCid(cid, content, putOptions);
      await publish(stored.cid, putOptions.signal);
      return stored;
    },
    async *get(cid, range, { signal } = {}) {
      yield* (await open(parseCid(cid), signal)).read(range);
    },
    size: async (cid, { signal } = {}) => (await open(parseCid(cid), signal)).size,
    has: (cid) => cache.has(cid),
    async pin(cid, { signal } = {}) {
      for await (const chunk of (await open(parseCid(cid), signal)).read()) void chunk;
      await cache.pin(cid);
    },
    unpin: (cid) => cache.unpin(cid),
    async status() {
      const { pinned } = await cache.status();
      const live = sources.filter((source) => !dropped.has(source.url)).length;
      const lied = dropped.size > 0 ? `; dropped for wrong bytes: ${[...dropped].join(', ')}` : '';
      return {
        backend: 'gateway',
        ok: live > 0 || sources.length === 0,
        pinned,
        detail: `${live} of ${sources.length} sources${lied}`,
      };
    },
  };
}
