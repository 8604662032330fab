import { getAddress } from 'viem';
import { beforeEach, describe, expect, it } from 'vitest';
import { POLICY, registerAsset } from './support/act.ts';
import { assert } from './support/assert.ts';
import { digest } from './support/digest.ts';
import { chain, protocol } from './support/protocol.ts';
import type { Protocol } from './support/protocol.ts';

const MOST = 2n ** 256n - 1n;
const ZERO = `0x${'0'.repeat(64)}` as const;

let p: Protocol;
beforeEach(async () => {
  p = await chain.networkHelpers.loadFixture(protocol);
});
const address = (name: keyof Protocol['accounts']) => getAddress(p.accounts[name].account.address);
const sell = (assetId: bigint) =>
  p.assets.write.transferFrom([address('publisher'), address('stranger'), assetId], {
    account: p.accounts.publisher.account,
  });
const publish = (assetId: bigint, name: string, by = p.accounts.publisher) =>
  p.assets.write.publishVersion([assetId, name === '' ? ZERO : digest(name)], { account: by.account });

describe('a manifest', () => {
  it('is published once by an account, be it as an asset or a version', async () => {
    await registerAsset(p, 'a');
    await registerAsset(p, 'b');
    await publish(1n, 'a2');
    const refused = (call: Promise<unknown>, name: string) =>
      assert.reverts(call, p.assets, 'AssetRegistry_AlreadyRegistered', [
        address('publisher'),
        digest(name),
        1n,
      ]);
    await refused(publish(2n, 'a2'), 'a2');
    await refused(publish(2n, 'a'), 'a');
    await refused(registerAsset(p, 'a2'), 'a2');
    expect(await p.assets.read.assetWith([address('publisher'), digest('a2')])).toBe(1n);
    expect(await p.assets.read.assetWith([address('publisher'), digest('a3')])).toBe(0n);
  });

  it('is taken from nobody by the next owner of an asset', async () => {
    await registerAsset(p, 'a');
    await sell(1n);
    await publish(1n, 'coming', p.accounts.stranger);
    expect(await p.assets.read.assetWith([address('stranger'), digest('coming')])).toBe(1n);
    expect(await registerAsset(p, 'coming')).toBe(2n);
  });

  it('has a digest', async () => {
    await registerAsset(p, 'a');
    await assert.reverts(publish(1n, ''), p.assets, 'AssetRegistry_ZeroDigest', []);
  });
});

describe('an asset that moved', () => {
  it('is its new owner’s to change, and its creator’s for ever', async () => {
    await registerAsset(p, 'a', { royaltyBps: 300 });
    await sell(1n);
    const facts = [1n, address('publisher'), address('stranger')] as const;
    await assert.reverts(publish(1n, 'b'), p.assets, 'AssetRegistry_NotOwner', [...facts]);
    await publish(1n, 'b', p.accounts.stranger);
    expect(await p.assets.read.creatorOf([1n])).toBe(address('publisher'));
    expect(await p.assets.read.assetOf([1n])).toEqual({
      manifestDigest: digest('b'),
      kind: 0,
      policy: POLICY.Open,
      royaltyBps: 300,
      version: 2,
    });
  });

  it('pays its royalties to whoever owns it when a derived work is sold', async () => {
    await registerAsset(p, 'a', { royaltyBps: 300 });
    await registerAsset(p, 'b', { parents: [1n] });
    await sell(1n);
    expect(await p.assets.read.payeesOf([2n])).toEqual([
      address('publisher'),
      [{ assetId: 1n, account: address('stranger'), bps: 300 }],
    ]);
  });
});

describe('lineage', () => {
  it('is read back as it was frozen, for any number of ancestors', async () => {
    const lane = (id: bigint, bps: bigint) => (id << 16n) | bps;
    for (let i = 1; i <= 5; i++) await registerAsset(p, `base ${i}`, { royaltyBps: 100 * i });
    for (const parents of [[], [1n], [1n, 2n, 3n, 4n]]) {
      const id = await registerAsset(p, `of ${parents.length}`, { parents, royaltyBps: 4000 });
      const [, payees] = await p.assets.read.payeesOf([id]);
      expect(payees.map(({ assetId, bps }) => [assetId, bps])).toEqual(
        parents.map((parent) => [parent, 100 * Number(parent)]),
      );
      const packed = parents.map((parent, i) => lane(parent, 100n * parent) << (64n * BigInt(i)));
      expect(await p.assets.read.ancestorsOf([id])).toEqual([packed.reduce((a, b) => a | b, 0n), 0n]);
    }
    const five = await registerAsset(p, 'of 5', { parents: [8n] });
    expect((await p.assets.read.ancestorsOf([five]))[1]).toBe(lane(8n, 3600n));
    const six = await registerAsset(p, 'of 6', { parents: [8n, 5n] });
    const [, payees] = await p.assets.read.payeesOf([six]);
    expect(payees.map(({ bps }) => bps)).toEqual([40, 80, 120, 160, 3600, 500]);
    const [, high] = await p.assets.read.ancestorsOf([six]);
    expect(high).toBe(lane(8n, 3600n) | (lane(5n, 500n) << 64n));
  });

  it('leaves a part that rounds to nil with the parent', async () => {
    await registerAsset(p, 'base', { royaltyBps: 1 });
    await registerAsset(p, 'child', { royaltyBps: 4999, parents: [1n] });
    const id = await registerAsset(p, 'grandchild', { parents: [2n] });
    const [, payees] = await p.assets.read.payeesOf([id]);
    expect(payees.map(({ assetId, bps }) => [assetId, bps])).toEqual([[2n, 4999]]);
  });

  it('does not change with the versions or the policy of a parent', async () => {
    await registerAsset(p, 'a', { royaltyBps: 300 });
    await registerAsset(p, 'b', { parents: [1n] });
    const before = await p.assets.read.ancestorsOf([2n]);
    await publish(1n, 'a2');
    await p.assets.write.tightenPolicy([1n, POLICY.Closed], { account: p.accounts.publisher.account });
    expect(await p.assets.read.ancestorsOf([2n])).toEqual(before);
    const late = registerAsset(p, 'c', { by: p.accounts.stranger, parents: [1n] });
    await assert.reverts(late, p.assets, 'AssetRegistry_DerivationClosed', [1n, address('stranger')]);
  });

  it('is resolved beforehand for any registrant', async () => {
    await registerAsset(p, 'a', { royaltyBps: 300, policy: POLICY.Closed });
    const parents = [{ assetId: 1n, licenseId: 0n }] as const;
    expect(await p.assets.read.resolveLineage([address('publisher'), parents])).toEqual({
      parents: [1, 0, 0, 0],
      ancestors: [(1n << 16n) | 300n, 0n],
    });
    const call = p.assets.read.resolveLineage([address('stranger'), parents]);
    await assert.reverts(call, p.assets, 'AssetRegistry_DerivationClosed', [1n, address('stranger')]);
  });
});

describe('bad input', () => {
  it('is refused by name, up to the largest numbers', async () => {
    const high = registerAsset(p, 'a', { royaltyBps: 65_535 });
    await assert.reverts(high, p.assets, 'AssetRegistry_RoyaltyTooHigh', [65_535n, 5000n]);
    const parent = registerAsset(p, 'a', { parents: [MOST] });
    await assert.reverts(parent, p.assets, 'AssetRegistry_UnknownAsset', [MOST]);
    const none = registerAsset(p, 'a', { parents: [0n] });
    await assert.reverts(none, p.assets, 'AssetRegistry_UnknownAsset', [0n]);
    expect(await registerAsset(p, 'a', { royaltyBps: 5000 })).toBe(1n);
  });

  it('about an asset that does not exist is refused by name', async () => {
    const { publisher } = p.accounts;
    for (const call of [
      () => publish(9n, 'a'),
      () => p.assets.write.tightenPolicy([9n, POLICY.Closed], { account: publisher.account }),
      () => p.assets.read.ancestorsOf([9n]),
    ]) {
      await assert.reverts(call(), p.assets, 'AssetRegistry_UnknownAsset', [9n]);
    }
    await assert.reverts(p.assets.read.creatorOf([9n]), p.assets, 'ERC721NonexistentToken', [9n]);
  });

  it('cannot name a kind or a policy that does not exist', async () => {
    const call = (kind: number, policy: number) =>
      p.assets.write.register([kind, digest('a'), policy, 0, []], {
        account: p.accounts.publisher.account,
        gas: 1_000_000n,
      });
    await expect(call(5, 0)).rejects.toThrow();
    await expect(call(0, 3)).rejects.toThrow();
    expect(await p.assets.read.assetCount()).toBe(0n);
  });
});

describe('a pause', () => {
  it('stops registrations, and neither versions, policies nor transfers', async () => {
    await registerAsset(p, 'a');
    await p.assets.write.pause();
    await publish(1n, 'a2');
    await p.assets.write.tightenPolicy([1n, POLICY.Licensed], { account: p.accounts.publisher.account });
    await sell(1n);
    expect(await p.assets.read.ownerOf([1n])).toBe(address('stranger'));
  });

  it('is lifted by nobody else than the governor', async () => {
    const call = p.assets.write.unpause({ account: p.accounts.stranger.account });
    await assert.reverts(call, p.assets, 'AccessManagedUnauthorized', [address('stranger')]);
  });
});
