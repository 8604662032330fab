import { getAddress, parseEventLogs } from 'viem';
import { beforeEach, describe, expect, it } from 'vitest';
import { buyLicense, makeOffer, POLICY, registerAsset, RIGHT } from './support/act.ts';
import { assert } from './support/assert.ts';
import { digest } from './support/digest.ts';
import { chain, protocol } from './support/protocol.ts';
import type { Protocol } from './support/protocol.ts';

let p: Protocol;
beforeEach(async () => {
  p = await chain.networkHelpers.loadFixture(protocol);
});
const publisher = () => p.accounts.publisher.account;
const stranger = () => p.accounts.stranger.account;
const lane = (assetId: bigint, bps: bigint) => (assetId << 16n) | bps;

describe('register', () => {
  it('gives the caller an asset with its facts', async () => {
    const id = await registerAsset(p, 'a', { policy: POLICY.Licensed, royaltyBps: 750 });
    expect(id).toBe(1n);
    expect(await p.assets.read.ownerOf([id])).toBe(getAddress(publisher().address));
    expect(await p.assets.read.assetOf([id])).toEqual({
      manifestDigest: digest('a'),
      kind: 0,
      policy: POLICY.Licensed,
      royaltyBps: 750,
      version: 1,
    });
  });

  it('tells the index everything in one event', async () => {
    const base = await registerAsset(p, 'base', { royaltyBps: 1000 });
    const hash = await p.assets.write.register(
      [2, digest('set'), POLICY.Open, 40, [{ assetId: base, licenseId: 0n }]],
      { account: stranger() },
    );
    const { logs } = await p.publicClient.getTransactionReceipt({ hash });
    const [event] = parseEventLogs({ abi: p.assets.abi, logs, eventName: 'AssetRegistered' });
    expect(event!.args).toEqual({
      assetId: 2n,
      creator: getAddress(stranger().address),
      jobId: 0n,
      kind: 2,
      policy: POLICY.Open,
      royaltyBps: 40,
      manifestDigest: digest('set'),
      source: 0,
      lineage: { parents: [1, 0, 0, 0], ancestors: [lane(1n, 1000n), 0n] },
    });
    expect((event!.data.length - 2) / 2).toBeLessThanOrEqual(416);
  });

  it('names its manifest as a token URI', async () => {
    await registerAsset(p, 'a');
    expect(await p.assets.read.tokenURI([1n])).toBe(`ipfs://f01551220${digest('a').slice(2)}`);
  });

  it('refuses a second registration of a manifest by the same creator', async () => {
    await registerAsset(p, 'a');
    await assert.reverts(registerAsset(p, 'a'), p.assets, 'AssetRegistry_AlreadyRegistered', [
      getAddress(publisher().address),
      digest('a'),
      1n,
    ]);
  });

  it('lets another creator register the same manifest', async () => {
    await registerAsset(p, 'a');
    expect(await registerAsset(p, 'a', { by: p.accounts.stranger })).toBe(2n);
    expect(await p.assets.read.assetWith([stranger().address, digest('a')])).toBe(2n);
  });

  it('refuses a zero digest', async () => {
    const zero = `0x${'0'.repeat(64)}` as const;
    const call = p.assets.write.register([0, zero, 0, 0, []], { account: publisher() });
    await assert.reverts(call, p.assets, 'AssetRegistry_ZeroDigest', []);
  });

  it('refuses a royalty above half', async () => {
    const call = registerAsset(p, 'a', { royaltyBps: 5001 });
    await assert.reverts(call, p.assets, 'AssetRegistry_RoyaltyTooHigh', [5001n, 5000n]);
  });

  it('refuses while paused, and allows again', async () => {
    await p.assets.write.pause();
    await assert.reverts(registerAsset(p, 'a'), p.assets, 'EnforcedPause', []);
    await p.assets.write.unpause();
    expect(await registerAsset(p, 'a')).toBe(1n);
  });

  it('lets nobody else pause', async () => {
    const call = p.assets.write.pause({ account: stranger() });
    await assert.reverts(call, p.assets, 'AccessManagedUnauthorized', [getAddress(stranger().address)]);
  });
});

describe('lineage', () => {
  it('gives a grandparent its part out of the parent’s', async () => {
    const base = await registerAsset(p, 'base', { royaltyBps: 2000 });
    const child = await registerAsset(p, 'child', { royaltyBps: 1000, parents: [base] });
    const grandchild = await registerAsset(p, 'grandchild', { parents: [child] });
    expect(await p.assets.read.ancestorsOf([grandchild])).toEqual([
      lane(1n, 200n) | (lane(2n, 800n) << 64n),
      0n,
    ]);
  });

  it('adds up what an ancestor is due on several paths', async () => {
    const base = await registerAsset(p, 'base', { royaltyBps: 2000 });
    const child = await registerAsset(p, 'child', { royaltyBps: 1000, parents: [base] });
    const both = await registerAsset(p, 'both', { parents: [child, base] });
    expect(await p.assets.read.ancestorsOf([both])).toEqual([lane(1n, 2200n) | (lane(2n, 800n) << 64n), 0n]);
  });

  it('leaves out parents that ask for nothing', async () => {
    const base = await registerAsset(p, 'base', { royaltyBps: 0 });
    const child = await registerAsset(p, 'child', { parents: [base] });
    expect(await p.assets.read.ancestorsOf([child])).toEqual([0n, 0n]);
  });

  it('keeps all eight ancestors', async () => {
    for (const name of ['a', 'b', 'c', 'd']) await registerAsset(p, name, { royaltyBps: 1000 });
    for (const [i, name] of ['e', 'f', 'g', 'h'].entries()) {
      await registerAsset(p, name, { royaltyBps: 1000, parents: [BigInt(i + 1)] });
    }
    const all = await registerAsset(p, 'all', { parents: [5n, 6n, 7n, 8n] });
    const [owner, payees] = await p.assets.read.payeesOf([all]);
    expect(owner).toBe(getAddress(publisher().address));
    expect(payees.map(({ assetId, bps }) => [assetId, bps])).toEqual([
      [1n, 100],
      [5n, 900],
      [2n, 100],
      [6n, 900],
      [3n, 100],
      [7n, 900],
      [4n, 100],
      [8n, 900],
    ]);
    const over = registerAsset(p, 'over', { parents: [all, 1n] });
    await assert.reverts(over, p.assets, 'Lineage_TooManyAncestors', [8n]);
  });

  it('refuses parents that ask for more than half together', async () => {
    await registerAsset(p, 'a', { royaltyBps: 3000 });
    await registerAsset(p, 'b', { royaltyBps: 2001 });
    const call = registerAsset(p, 'c', { parents: [1n, 2n] });
    await assert.reverts(call, p.assets, 'Lineage_TotalTooHigh', [5001n, 5000n]);
  });

  it('refuses a fifth parent, an unknown one and one named twice', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e']) await registerAsset(p, name, { royaltyBps: 1 });
    const five = registerAsset(p, 'x', { parents: [1n, 2n, 3n, 4n, 5n] });
    await assert.reverts(five, p.assets, 'AssetRegistry_TooManyParents', [5n, 4n]);
    const unknown = registerAsset(p, 'x', { parents: [99n] });
    await assert.reverts(unknown, p.assets, 'AssetRegistry_UnknownAsset', [99n]);
    const twice = registerAsset(p, 'x', { parents: [2n, 2n] });
    await assert.reverts(twice, p.assets, 'AssetRegistry_DuplicateParent', [2n]);
  });

  it('refuses a work derived from a closed asset, but not by its owner', async () => {
    const base = await registerAsset(p, 'base', { policy: POLICY.Closed });
    const call = registerAsset(p, 'x', { by: p.accounts.stranger, parents: [base] });
    await assert.reverts(call, p.assets, 'AssetRegistry_DerivationClosed', [
      base,
      getAddress(stranger().address),
    ]);
    expect(await registerAsset(p, 'own', { parents: [base] })).toBe(2n);
  });

  it('lets whoever holds a licence to derive register a derived work', async () => {
    const base = await registerAsset(p, 'base', { policy: POLICY.Licensed });
    const licenseId = await buyLicense(p, await makeOffer(p, { rights: RIGHT.USE | RIGHT.DERIVE }));
    const derived = await registerAsset(p, 'x', { by: p.accounts.buyer, parents: [base], licenseId });
    expect(derived).toBe(2n);
  });

  it('refuses a licence of another holder, without DERIVE, or of another asset', async () => {
    const base = await registerAsset(p, 'base', { policy: POLICY.Licensed });
    const other = await registerAsset(p, 'other');
    const derive = RIGHT.USE | RIGHT.DERIVE;
    const good = await buyLicense(p, await makeOffer(p, { rights: derive }));
    const useOnly = await buyLicense(p, await makeOffer(p));
    const ofOther = await buyLicense(p, await makeOffer(p, { assetId: other, rights: derive }));
    const { buyer, stranger: thief } = p.accounts;
    for (const [by, licenseId] of [
      [thief, good],
      [buyer, useOnly],
      [buyer, ofOther],
      [buyer, 0n],
    ] as const) {
      const call = registerAsset(p, 'x', { by, parents: [base], licenseId });
      const facts = [base, licenseId, getAddress(by.account.address)] as const;
      await assert.reverts(call, p.assets, 'AssetRegistry_DerivationUnlicensed', [...facts]);
    }
  });
});

describe('changes', () => {
  it('publishes a version, of which the token URI then speaks', async () => {
    await registerAsset(p, 'a');
    const call = p.assets.write.publishVersion([1n, digest('a2')], { account: publisher() });
    await assert.emits(call, p.assets, 'VersionPublished', [1n, 2n, digest('a2')]);
    expect(await p.assets.read.tokenURI([1n])).toBe(`ipfs://f01551220${digest('a2').slice(2)}`);
    expect((await p.assets.read.assetOf([1n])).version).toBe(2);
  });

  it('refuses a version with a manifest that the creator has used', async () => {
    await registerAsset(p, 'a');
    const call = p.assets.write.publishVersion([1n, digest('a')], { account: publisher() });
    const facts = [getAddress(publisher().address), digest('a'), 1n] as const;
    await assert.reverts(call, p.assets, 'AssetRegistry_AlreadyRegistered', [...facts]);
  });

  it('refuses versions and policies by anyone but the owner', async () => {
    await registerAsset(p, 'a');
    const facts = [1n, getAddress(stranger().address), getAddress(publisher().address)] as const;
    const version = p.assets.write.publishVersion([1n, digest('b')], { account: stranger() });
    await assert.reverts(version, p.assets, 'AssetRegistry_NotOwner', [...facts]);
    const policy = p.assets.write.tightenPolicy([1n, POLICY.Closed], { account: stranger() });
    await assert.reverts(policy, p.assets, 'AssetRegistry_NotOwner', [...facts]);
  });

  it('tightens a policy and never loosens it', async () => {
    await registerAsset(p, 'a');
    const tighten = p.assets.write.tightenPolicy([1n, POLICY.Licensed], { account: publisher() });
    await assert.emits(tighten, p.assets, 'PolicyTightened', [1n, POLICY.Licensed]);
    for (const policy of [POLICY.Open, POLICY.Licensed]) {
      const call = p.assets.write.tightenPolicy([1n, policy], { account: publisher() });
      await assert.reverts(call, p.assets, 'AssetRegistry_PolicyNotTighter', [1n, POLICY.Licensed, policy]);
    }
  });

  it('remembers the creator when the asset moves, who gets the resale royalty', async () => {
    await registerAsset(p, 'a', { royaltyBps: 500 });
    const { buyer } = p.accounts;
    await p.assets.write.transferFrom([publisher().address, buyer.account.address, 1n], {
      account: publisher(),
    });
    await p.assets.write.transferFrom([buyer.account.address, stranger().address, 1n], {
      account: buyer.account,
    });
    expect(await p.assets.read.creatorOf([1n])).toBe(getAddress(publisher().address));
    expect(await p.assets.read.royaltyInfo([1n, 10_000n])).toEqual([getAddress(publisher().address), 500n]);
  });

  it('registers results for the job escrow alone', async () => {
    const lineage = { parents: [0, 0, 0, 0], ancestors: [0n, 0n] } as const;
    const call = p.assets.write.registerResult([1n, stranger().address, digest('r'), 0, 0, lineage], {
      account: stranger(),
    });
    await assert.reverts(call, p.assets, 'AssetRegistry_NotJobEscrow', [getAddress(stranger().address)]);
  });

  it('claims the interfaces that it has', async () => {
    for (const id of ['0x80ac58cd', '0x5b5e139f', '0x2a55205a', '0x49064906', '0x01ffc9a7'] as const) {
      expect(await p.assets.read.supportsInterface([id])).toBe(true);
    }
    expect(await p.assets.read.supportsInterface(['0xffffffff'])).toBe(false);
  });

  it('knows nothing of an asset that does not exist', async () => {
    await assert.reverts(p.assets.read.assetOf([7n]), p.assets, 'AssetRegistry_UnknownAsset', [7n]);
    await assert.reverts(p.assets.read.tokenURI([7n]), p.assets, 'AssetRegistry_UnknownAsset', [7n]);
    await assert.reverts(p.assets.read.payeesOf([7n]), p.assets, 'ERC721NonexistentToken', [7n]);
  });
});
