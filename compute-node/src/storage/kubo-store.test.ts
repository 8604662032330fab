import { fileCid } from '@cultivar/sdk/spec';
import { create } from 'kubo-rpc-client';
import { expect, it } from 'vitest';
import { bytes, collect } from '../../test/bytes.ts';
import { fakeKubo } from '../../test/fake-kubo.ts';
import { kuboStore } from './kubo-store.ts';

const MIB = 1024 * 1024;
const OTHER = 'QmNhixdhXDrVzuwfDqjWXVR6CCZzfYCQ9NSHSBLTCmUzpS';

it('returns a file as it was put, and ranges of it', async () => {
  const { store } = await kubo();
  const file = bytes(2 * MIB + 9);
  const stored = await store.put([file]);
  expect(stored).toEqual(await fileCid([file]));
  expect(await collect(store.get(stored.cid))).toEqual(file);
  expect(await collect(store.get(stored.cid, { offset: MIB - 2, length: 4 }))).toEqual(
    file.slice(MIB - 2, MIB + 2),
  );
});

it('refuses a daemon that stores under another profile, and unpins what it did', async () => {
  const { store, daemon } = await kubo();
  daemon.otherProfile = OTHER;
  await expect(store.put([bytes(10)])).rejects.toMatchObject({ name: 'CidMismatchError', actual: OTHER });
  expect(daemon.pins.size).toBe(0);
});

it('refuses bytes that are not those the CID names', async () => {
  const { store, daemon } = await kubo();
  const { cid } = await fileCid([bytes(10)]);
  await expect(store.putWithCid(cid, [bytes(10, 2)])).rejects.toMatchObject({ name: 'CidMismatchError' });
  expect(daemon.pins.size).toBe(0);
});

it('believes no block that hashes to something else', async () => {
  const { store, daemon } = await kubo();
  const { cid } = await store.put([bytes(10)]);
  daemon.wrongBlock = bytes(10, 3);
  await expect(collect(store.get(cid))).rejects.toMatchObject({ name: 'BlockCorruptError', source: 'kubo' });
});

it('knows what it has, pins and counts', async () => {
  const { store } = await kubo();
  const { cid } = await store.put([bytes(2 * MIB)]);
  expect(await store.has(cid)).toBe(true);
  expect(await store.has((await fileCid([bytes(11)])).cid)).toBe(false);
  expect(await store.status()).toMatchObject({ backend: 'kubo', ok: true, pinned: 1 });
  await store.unpin(cid);
  expect((await store.status()).pinned).toBe(0);
});

async function kubo() {
  const daemon = await fakeKubo();
  return { daemon, store: kuboStore(create({ url: daemon.url })) };
}
