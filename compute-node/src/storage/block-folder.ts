import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { FsBlockstore } from 'blockstore-fs';
import { NextToLast } from 'blockstore-fs/sharding';
import type { CID } from 'multiformats/cid';
import { ContentMissingError } from './content-missing-error.ts';
import type { BlockSource } from './block-source.ts';
import { writeAtomic } from './write-atomic.ts';

/** Blocks in a folder, laid out as `blockstore-fs` does it, written so that a crash leaves no half block. */
export type BlockFolder = BlockSource & {
  has(cid: CID): Promise<boolean>;
  put(cid: CID, bytes: Uint8Array): Promise<void>;
  delete(cid: CID): Promise<void>;
  /** Blocks that nobody can read until `publish` moves them here, those put first becoming readable first. */
  stage(): Promise<Staging>;
};

/** A place for blocks that are not yet known to be wanted. */
export type Staging = {
  put(cid: CID, bytes: Uint8Array): Promise<void>;
  publish(): Promise<void>;
  discard(): Promise<void>;
};

// Process ids come back, in containers at every start: a run has a name of its own.
const RUN = randomUUID();

/** Opens the folder, and sweeps what a killed process left half done. */
export async function openBlockFolder(dir: string): Promise<BlockFolder> {
  const layout = new NextToLast();
  const store = new FsBlockstore(join(dir, 'blocks'), { shardingStrategy: layout });
  const stagingRoot = join(dir, 'staging');
  const pathOf = (root: string, cid: CID): string => {
    const { dir: shard, file } = layout.encode(cid);
    return join(root, shard, file);
  };
  await store.open();
  await mkdir(stagingRoot, { recursive: true });
  await sweep(stagingRoot);

  const has = (cid: CID): Promise<boolean> => exists(pathOf(store.path, cid));
  return {
    has,
    async block(cid) {
      const chunks: Uint8Array[] = [];
      try {
        for await (const chunk of store.get(cid)) chunks.push(chunk);
      } catch (error) {
        if (await has(cid)) throw error;
        throw new ContentMissingError(cid.toString());
      }
      return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
    },
    async put(cid, bytes) {
      if (!(await has(cid))) await writeAtomic(pathOf(store.path, cid), bytes);
    },
    delete: (cid) => rm(pathOf(store.path, cid), { force: true }),
    async stage() {
      const folder = join(stagingRoot, `${process.pid}-${RUN}-${randomUUID()}`);
      const staged: CID[] = [];
      return {
        async put(cid, bytes) {
          if (await has(cid)) return;
          await writeAtomic(pathOf(folder, cid), bytes);
          staged.push(cid);
        },
        async publish() {
          for (const cid of staged) {
            const target = pathOf(store.path, cid);
            await mkdir(dirname(target), { recursive: true });
            // A file whose content repeats stages the same block twice: the second has already moved.
            if (await exists(pathOf(folder, cid))) await rename(pathOf(folder, cid), target);
          }
          await rm(folder, { recursive: true, force: true });
        },
        discard: () => rm(folder, { recursive: true, force: true }),
      };
    },
  };
}

/** Removes staging folders whose process is gone. */
async function sweep(stagingRoot: string): Promise<void> {
  for (const name of await readdir(stagingRoot)) {
    const pid = Number(name.split('-')[0]);
    if (pid === process.pid ? name.includes(RUN) : isAlive(pid)) continue;
    await rm(join(stagingRoot, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
