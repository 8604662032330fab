import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { digestToCid, fileCid, sha256 } from '@cultivar/sdk/spec';
import { encode, prepare } from '@ipld/dag-pb';
import { CID } from 'multiformats/cid';
import { sha256 as hasher } from 'multiformats/hashes/sha2';
import { UnixFS } from 'ipfs-unixfs';
import { expect, it } from 'vitest';
import { bytes, collect } from '../../test/bytes.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { openEmbeddedStore } from './embedded-store.ts';
import type { EmbeddedStore } from './embedded-store.ts';

const MIB = 1024 * 1024;

it('returns a file as it was put, under the CID of the shared profile', async () => {
  const store = await openEmbeddedStore(await temporaryFolder());
  const file = bytes(3 * MIB + 17);
  const stored = await store.put([file.subarray(0, 1000), file.subarray(1000)]);
  expect(stored).toEqual(await fileCid([file]));
  expect(await collect(store.get(stored.cid))).toEqual(file);
});

it('keeps an empty file', async () => {
  const store = await openEmbeddedStore(await temporaryFolder());
  const { cid, size } = await store.put([]);
  expect(size).toBe(0);
  expect(await collect(store.get(cid))).toEqual(new Uint8Array());
});

it.each([
  [0, 1],
  [MIB - 1, 2],
  [MIB, MIB],
  [2 * MIB + 5, undefined],
  [3 * MIB + 16, 1],
  [9 * MIB - 3, 100],
])('returns the range at %i of length %s', async (offset, length) => {
  const store = await openEmbeddedStore(await temporaryFolder());
  const file = bytes(10 * MIB);
  const { cid } = await store.put([file]);
  const range = length === undefined ? { offset } : { offset, length };
  expect(await collect(store.get(cid, range))).toEqual(file.slice(offset, length && offset + length));
});

it('refuses a range behind the end', async () => {
  const store = await openEmbeddedStore(await temporaryFolder());
  const { cid } = await store.put([bytes(10)]);
  await expect(collect(store.get(cid, { offset: 10 }))).rejects.toMatchObject({
    name: 'RangeInvalidError',
    size: 10,
  });
});

it('publishes nothing when the bytes are not those the CID names', async () => {
  const dir = await temporaryFolder();
  const store = await openEmbeddedStore(dir);
  const { cid } = await fileCid([bytes(3 * MIB)]);
  const wrong = bytes(3 * MIB);
  wrong[2 * MIB]! ^= 1;
  await expect(store.putWithCid(cid, [wrong])).rejects.toMatchObject({
    name: 'CidMismatchError',
    expected: cid,
  });
  expect(await files(join(dir, 'blocks'))).toEqual([]);
  expect(await files(join(dir, 'staging'))).toEqual([]);
});

it('refuses a truncated upload', async () => {
  const store = await openEmbeddedStore(await temporaryFolder());
  const file = bytes(3 * MIB);
  const { cid } = await fileCid([file]);
  await expect(store.putWithCid(cid, [file.subarray(0, -1)])).rejects.toThrow('hash to');
  expect(await store.has(cid)).toBe(false);
});

it('stops reading an endless upload at its limit', async () => {
  const store = await openEmbeddedStore(await temporaryFolder());
  const { cid } = await fileCid([bytes(3 * MIB)]);
  let sent = 0;
  const endless = (function* () {
    for (;;) {
      sent += MIB;
      yield bytes(MIB, sent);
    }
  })();
  await expect(store.putWithCid(cid, endless, { maxBytes: 4 * MIB })).rejects.toMatchObject({
    name: 'ContentTooLargeError',
    maxBytes: 4 * MIB,
  });
  expect(sent).toBe(5 * MIB);
});

it('takes a manifest under its digest, in base32 and base16', async () => {
  const store = await openEmbeddedStore(await temporaryFolder());
  const text = new TextEncoder().encode('{"kind":"model"}');
  const digest = sha256(text);
  await store.putWithCid(`f01551220${digest.slice(2)}`, [text]);
  expect(await collect(store.get(digestToCid(digest)))).toEqual(text);
});

it('refuses a block above the size of a block', async () => {
  const store = await openEmbeddedStore(await temporaryFolder());
  const big = bytes(2 * MIB + 1);
  await expect(store.putWithCid(digestToCid(sha256(big)), [big])).rejects.toMatchObject({
    name: 'ContentTooLargeError',
  });
});

it.each(['../../etc/passwd', 'Qm', '', 'b'.repeat(200), '%2e%2e', 'bafy\u0000'])(
  'refuses "%s" as a CID',
  async (text) => {
    const store = await openEmbeddedStore(await temporaryFolder());
    await expect(store.has(text)).rejects.toMatchObject({ name: 'CidInvalidError' });
  },
);

it('finds a bit flipped on disk, and heals by the next put', async () => {
  const dir = await temporaryFolder();
  const store = await openEmbeddedStore(dir);
  const file = bytes(3 * MIB);
  const { cid } = await store.put([file]);
  const leaf = (await leafFiles(dir))[0]!;
  const block = await readFile(leaf);
  block[5000]! ^= 0x10;
  await writeFile(leaf, block);
  await expect(collect(store.get(cid))).rejects.toMatchObject({ name: 'BlockCorruptError' });
  expect(await store.has(cid)).toBe(false);
  await store.put([file]);
  expect(await collect(store.get(cid))).toEqual(file);
});

it('names the block that is missing', async () => {
  const store = await openEmbeddedStore(await temporaryFolder());
  const { cid } = await fileCid([bytes(10)]);
  await expect(collect(store.get(cid))).rejects.toMatchObject({ name: 'ContentMissingError', cid });
});

it('refuses a directory, whatever names stand in it', async () => {
  const store = await openEmbeddedStore(await temporaryFolder());
  const file = await store.put([bytes(10)]);
  const folder = await putNode(store, new UnixFS({ type: 'directory' }), [
    { Name: '../../escape', Hash: CID.parse(file.cid), Tsize: 10 },
  ]);
  await expect(collect(store.get(folder))).rejects.toMatchObject({ name: 'ContentMalformedError' });
});

it('refuses a file that claims more bytes than its blocks hold', async () => {
  const store = await openEmbeddedStore(await temporaryFolder());
  const leaf = await store.put([bytes(10)]);
  const lying = new UnixFS({ type: 'file', blockSizes: [5_000n] });
  const root = await putNode(store, lying, [{ Name: '', Hash: CID.parse(leaf.cid), Tsize: 10 }]);
  await expect(collect(store.get(root))).rejects.toMatchObject({ name: 'ContentMalformedError' });
});

it('gives up on a graph that is only depth', async () => {
  const store = await openEmbeddedStore(await temporaryFolder());
  let cid = (await store.put([bytes(10)])).cid;
  for (let depth = 0; depth < 5_000; depth++) {
    const node = new UnixFS({ type: 'file', blockSizes: [10n] });
    cid = await putNode(store, node, [{ Name: '', Hash: CID.parse(cid), Tsize: 10 }]);
  }
  await expect(collect(store.get(cid))).rejects.toMatchObject({ name: 'ContentMalformedError' });
}, 120_000);

it('pins only what is whole, and counts it', async () => {
  const store = await openEmbeddedStore(await temporaryFolder());
  const { cid } = await store.put([bytes(2 * MIB)]);
  await store.pin(cid);
  expect((await store.status()).pinned).toBe(1);
  await store.unpin(cid);
  expect((await store.status()).pinned).toBe(0);
  const { cid: other } = await fileCid([bytes(11)]);
  await expect(store.pin(other)).rejects.toMatchObject({ name: 'ContentMissingError' });
});

it('sweeps what a killed process had staged', async () => {
  const dir = await temporaryFolder();
  await openEmbeddedStore(dir);
  const stale = join(dir, 'staging', `${process.pid}-00000000-0000-0000-0000-000000000000-x`);
  await writeFile(stale, 'half a block');
  await openEmbeddedStore(dir);
  expect(await readdir(join(dir, 'staging'))).toEqual([]);
});

async function putNode(
  store: EmbeddedStore,
  data: UnixFS,
  links: { Name: string; Hash: CID; Tsize: number }[],
): Promise<string> {
  const block = encode(prepare({ Data: data.marshal(), Links: links }));
  const cid = CID.createV1(0x70, await hasher.digest(block));
  await store.putBlock(cid, block);
  return cid.toString();
}

async function files(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function leafFiles(dir: string): Promise<string[]> {
  const all = await files(join(dir, 'blocks'));
  const sizes = await Promise.all(
    all.map(async (path) => [path, (await readFile(path)).byteLength] as const),
  );
  return sizes.filter(([, size]) => size === MIB).map(([path]) => path);
}
