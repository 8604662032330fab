import { beforeEach, expect, it } from 'vitest';
import { registerAsset } from './support/act.ts';
import { assert } from './support/assert.ts';
import { chain, protocol } from './support/protocol.ts';
import type { Protocol } from './support/protocol.ts';

let p: Protocol;
beforeEach(async () => {
  p = await chain.networkHelpers.loadFixture(protocol);
});
const payees = async (assetId: bigint) =>
  (await p.assets.read.payeesOf([assetId]))[1].map(({ assetId: id, bps }) => [id, bps]);

it('adds what an ancestor is due on a second way to its lane, be that not the first', async () => {
  const root = await registerAsset(p, 'root', { royaltyBps: 1000 });
  const one = await registerAsset(p, 'one', { royaltyBps: 1000 });
  const two = await registerAsset(p, 'two', { royaltyBps: 2000, parents: [one] });
  const child = await registerAsset(p, 'child', { parents: [root, one, two] });
  expect(await payees(child)).toEqual([
    [root, 1000],
    [one, 1200],
    [two, 1800],
  ]);
});

it('counts on behind a part of a single basis point', async () => {
  const small = await registerAsset(p, 'small', { royaltyBps: 1 });
  const one = await registerAsset(p, 'one', { royaltyBps: 3000 });
  const two = await registerAsset(p, 'two', { royaltyBps: 2000 });
  const register = registerAsset(p, 'child', { parents: [small, one, two] });
  await assert.reverts(register, p.assets, 'Lineage_TotalTooHigh', [5001n, 5000n]);
});

it('passes over an ancestor whose part rounds to nothing, and pays those behind it', async () => {
  const small = await registerAsset(p, 'small', { royaltyBps: 1 });
  const large = await registerAsset(p, 'large', { royaltyBps: 2000 });
  const parent = await registerAsset(p, 'parent', { royaltyBps: 1000, parents: [small, large] });
  const child = await registerAsset(p, 'child', { parents: [parent] });
  expect(await payees(child)).toEqual([
    [large, 200],
    [parent, 800],
  ]);
});
