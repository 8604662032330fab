import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileCid } from '@cultivar/sdk/spec';
import { CID } from 'multiformats/cid';
import { sha256 } from 'multiformats/hashes/sha2';
import { BlockCorruptError } from './block-corrupt-error.ts';
import { openBlockFolder } from './block-folder.ts';
import type { BlockSource } from './block-source.ts';
import { CidMismatchError } from './cid-mismatch-error.ts';
import { ContentMissingError } from './content-missing-error.ts';
import type { ByteStream, ContentStore, StoredContent } from './content-store.ts';
import { limitBytes } from './limit-bytes.ts';
import { parseCid, RAW_CODEC } from './parse-cid.ts';
import { openFile } from './read-file.ts';
import { verifiedBlocks } from './verified-blocks.ts';
import { walkDag } from './walk-dag.ts';
import { writeAtomic } from './write-atomic.ts';

/** Largest block that is stored or served; IPFS peers take no larger one. */
export const MAX_BLOCK_BYTES = 2 * 1024 * 1024;

/** The content store in a folder, with what a gateway needs of it besides. */
export type EmbeddedStore = ContentStore &
  BlockSource & {
    hasBlock(cid: CID): Promise<boolean>;
    /** Keeps a block whose bytes were verified. */
    putBlock(cid: CID, bytes: Uint8Array): Promise<void>;
    /** The CIDs of a file's graph, parents first. */
    walk(cid: CID): AsyncIterable<CID>;
  };

/**
 * Opens (or makes) the content store in `dir`. Several processes may open the same folder: blocks are named by
 * their hash, appear whole, and a file's root appears after its other blocks.
 */
export async function openEmbeddedStore(dir: string): Promise<EmbeddedStore> {
  const folder = await openBlockFolder(dir);
  const pins = join(dir, 'pins');
  await mkdir(pins, { recursive: true });

  const checked = verifiedBlocks(folder, 'the content store');
  const blocks: BlockSource = {
    async block(cid, options) {
      try {
        return await checked.block(cid, options);
      } catch (error) {
        // Bytes that rotted on disk are worth nothing; without them the next put or fetch heals the store.
        if (error instanceof BlockCorruptError) await folder.delete(cid);
        throw error;
      }
    },
  };

  const store: EmbeddedStore = {
    block: (cid, options) => blocks.block(cid, options),
    hasBlock: (cid) => folder.has(cid),
    putBlock: (cid, bytes) => folder.put(cid, bytes),
    walk: (cid) => walkDag(cid, (node) => blocks.block(node)),

    async put(content, options = {}) {
      const staging = await folder.stage();
      try {
        const stored = await fileCid(abortable(content, options.signal), staging);
        await staging.publish();
        return stored;
      } finally {
        await staging.discard();
      }
    },

    async putWithCid(text, content, options = {}) {
      const cid = parseCid(text);
      const limited = limitBytes(abortable(content, options.signal), options.maxBytes ?? Infinity, text);
      if (cid.code === RAW_CODEC) return putRaw(cid, limited);
      const staging = await folder.stage();
      try {
        const stored = await fileCid(limited, staging);
        if (!CID.parse(stored.cid).equals(cid)) throw new CidMismatchError(text, stored.cid);
        await staging.publish();
        return stored;
      } finally {
        await staging.discard();
      }
    },

    async *get(text, range, options) {
      yield* (await openFile(blocks, parseCid(text), options)).read(range);
    },

    size: async (text, options) => (await openFile(blocks, parseCid(text), options)).size,

    async has(text) {
      const root = parseCid(text);
      if (!(await folder.has(root))) return false;
      try {
        for await (const cid of store.walk(root)) if (!(await folder.has(cid))) return false;
        return true;
      } catch (error) {
        if (error instanceof ContentMissingError || error instanceof BlockCorruptError) return false;
        throw error;
      }
    },

    async pin(text) {
      const cid = parseCid(text);
      if (!(await store.has(text))) throw new ContentMissingError(text);
      await writeAtomic(join(pins, cid.toV1().toString()), '');
    },

    unpin: (text) => rm(join(pins, parseCid(text).toV1().toString()), { force: true }),

    async status() {
      const pinned = (await readdir(pins)).filter((name) => !name.endsWith('.tmp')).length;
      return { backend: 'embedded', ok: true, pinned, detail: `${pinned} pinned in ${dir}` };
    },
  };

  async function putRaw(cid: CID, content: ByteStream): Promise<StoredContent> {
    const bytes = await readAll(limitBytes(content, MAX_BLOCK_BYTES, `the block ${cid}`));
    const actual = CID.createV1(RAW_CODEC, await sha256.digest(bytes));
    if (!actual.equals(cid)) throw new CidMismatchError(cid.toString(), actual.toString());
    await folder.put(cid, bytes);
    return { cid: actual.toString(), size: bytes.byteLength };
  }

  return store;
}

async function* abortable(content: ByteStream, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  for await (const chunk of content) {
    signal?.throwIfAborted();
    yield chunk;
  }
}

async function readAll(content: ByteStream): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks);
}
