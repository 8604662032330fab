import { getAddress, zeroAddress } from 'viem';
import { beforeEach, describe, expect, it } from 'vitest';
import { buyLicense, makeOffer, registerAsset, RIGHT } from './support/act.ts';
import { assert } from './support/assert.ts';
import { digest } from './support/digest.ts';
import { deployReceiver, MANNER } from './support/market-mocks.ts';
import { chain, protocol } from './support/protocol.ts';
import type { Protocol } from './support/protocol.ts';
import { behavesLikeErc165 } from './support/standards/erc165.ts';
import { behavesLikeErc721Sender } from './support/standards/erc721-receiver.ts';
import { behavesLikeErc721 } from './support/standards/erc721.ts';
import { standardToken } from './support/standards/token-case.ts';
import type { TokenCase } from './support/standards/token-case.ts';

const MOVABLE = RIGHT.USE | RIGHT.TRANSFER;
const DAY = 86_400n;
const FOR_EVER = 2n ** 64n - 1n;
const USER = getAddress('0x00000000000000000000000000000000000000a1');

const { time } = chain.networkHelpers;

async function assetCase(): Promise<TokenCase & { p: Protocol }> {
  const p = await chain.networkHelpers.loadFixture(protocol);
  const tokenId = await registerAsset(p, 'first');
  await registerAsset(p, 'second');
  const { publisher: owner, node: operator, stranger } = p.accounts;
  return { p, token: standardToken(p, p.assets.address), tokenId, owner, operator, stranger };
}

async function licenseCase(): Promise<TokenCase & { p: Protocol }> {
  const p = await chain.networkHelpers.loadFixture(protocol);
  await registerAsset(p, 'model');
  const offer = await makeOffer(p, { rights: MOVABLE, duration: 10 * Number(DAY), seats: 1 });
  const tokenId = await buyLicense(p, offer);
  await buyLicense(p, offer);
  const { buyer: owner, node: operator, stranger } = p.accounts;
  return { p, token: standardToken(p, p.market.address), tokenId, owner, operator, stranger };
}

describe('AssetRegistry', () => {
  behavesLikeErc165(assetCase, {
    claimed: {
      'ERC-721': '0x80ac58cd',
      'ERC-721 metadata': '0x5b5e139f',
      'ERC-2981': '0x2a55205a',
      'ERC-4906': '0x49064906',
    },
    unclaimed: { 'ERC-4907': '0xad092b5c', 'ERC-5643': '0x8c65f84d' },
  });
  behavesLikeErc721(assetCase);
  behavesLikeErc721Sender(assetCase);

  it('is sent back within the call of a receiver, as at any other time', async () => {
    const { token, tokenId, owner } = await assetCase();
    const at = getAddress(owner.account.address);
    const receiver = await deployReceiver(MANNER.SendBack);
    await token.write.safeTransferFrom([at, receiver.address, tokenId], { account: owner.account });
    expect(await token.read.ownerOf([tokenId])).toBe(at);
    expect(await token.read.balanceOf([at])).toBe(2n);
    expect(await token.read.balanceOf([receiver.address])).toBe(0n);
  });

  describe('as ERC-2981', () => {
    it('owes the creator its royalty of any price, whoever owns the asset', async () => {
      const { p, token, tokenId, owner, stranger } = await assetCase();
      const creator = getAddress(owner.account.address);
      await token.write.transferFrom([creator, stranger.account.address, tokenId], {
        account: owner.account,
      });
      expect(await token.read.royaltyInfo([tokenId, 10_001n])).toEqual([creator, 500n]);
      expect(await token.read.royaltyInfo([tokenId, 0n])).toEqual([creator, 0n]);
      const most = 2n ** 256n - 1n;
      expect(await token.read.royaltyInfo([tokenId, most])).toEqual([creator, (most * 500n) / 10_000n]);
      const free = await registerAsset(p, 'free', { royaltyBps: 0 });
      expect(await token.read.royaltyInfo([free, most])).toEqual([creator, 0n]);
    });

    it('knows nothing of an asset that does not exist', async () => {
      const { token } = await assetCase();
      await assert.reverts(token.read.royaltyInfo([9n, 1n]), token, 'ERC721NonexistentToken', [9n]);
    });
  });

  describe('as ERC-4906', () => {
    it('says that a new version changes the metadata', async () => {
      const { p, token, tokenId, owner } = await assetCase();
      const before = await token.read.tokenURI([tokenId]);
      const call = p.assets.write.publishVersion([tokenId, digest('v2')], { account: owner.account });
      await assert.emits(call, token, 'MetadataUpdate', [tokenId]);
      expect(await token.read.tokenURI([tokenId])).not.toBe(before);
    });
  });
});

describe('LicenseMarket', () => {
  behavesLikeErc165(licenseCase, {
    claimed: {
      'ERC-721': '0x80ac58cd',
      'ERC-721 metadata': '0x5b5e139f',
      'ERC-4906': '0x49064906',
      'ERC-4907': '0xad092b5c',
    },
    unclaimed: { 'ERC-2981': '0x2a55205a', 'ERC-5643, whose payments cannot name the terms': '0x8c65f84d' },
  });
  behavesLikeErc721(licenseCase);
  behavesLikeErc721Sender(licenseCase);

  it('is sold to a contract without asking it: a receiver stands in the way of no sale', async () => {
    const { p, token } = await licenseCase();
    const receiver = await deployReceiver(MANNER.Refuse);
    const [made] = await p.market.getEvents.OfferMade({}, { fromBlock: 0n });
    const { terms } = made!.args;
    const value = terms!.price;
    await p.market.write.buy([1n, terms!, receiver.address, 1n, value], { value });
    expect(await token.read.balanceOf([receiver.address])).toBe(1n);
  });

  it('is not sent back within the call of a receiver', async () => {
    const { p, token, tokenId, owner } = await licenseCase();
    const receiver = await deployReceiver(MANNER.SendBack);
    const at = BigInt(await time.latest()) + 5n;
    await time.setNextBlockTimestamp(at);
    const call = token.write.safeTransferFrom([owner.account.address, receiver.address, tokenId], {
      account: owner.account,
    });
    const facts = [tokenId, at + DAY] as const;
    await assert.reverts(call, p.market, 'LicenseMarket_TransferCoolingDown', [...facts]);
  });

  describe('as ERC-4907', () => {
    let c: Awaited<ReturnType<typeof licenseCase>>;
    let end: bigint;
    beforeEach(async () => {
      c = await licenseCase();
      end = await c.token.read.expiresAt([c.tokenId]);
    });
    const setUser = (user: `0x${string}`, expires: bigint, by = c.owner) =>
      c.token.write.setUser([c.tokenId, user, expires], { account: by.account });
    const userAndEnd = async () => [
      await c.token.read.userOf([c.tokenId]),
      await c.token.read.userExpires([c.tokenId]),
    ];

    it('has no user at first, nor has a token that does not exist', async () => {
      expect(await userAndEnd()).toEqual([zeroAddress, 0n]);
      expect(await c.token.read.userOf([2n ** 200n])).toBe(zeroAddress);
      expect(await c.token.read.userExpires([2n ** 200n])).toBe(0n);
    });

    it('has the user it was given until that time', async () => {
      const until = BigInt(await time.latest()) + 1000n;
      await assert.emits(setUser(USER, until), c.token, 'UpdateUser', [c.tokenId, USER, until]);
      await time.increaseTo(until - 1n);
      expect(await userAndEnd()).toEqual([USER, until]);
      await time.increaseTo(until);
      expect(await userAndEnd()).toEqual([zeroAddress, 0n]);
    });

    it('has a user no longer than the licence is good, and longer once it is renewed', async () => {
      await assert.emits(setUser(USER, FOR_EVER), c.token, 'UpdateUser', [c.tokenId, USER, end]);
      const { p, tokenId, token } = c;
      const terms = { ...(await p.market.getEvents.OfferMade({}, { fromBlock: 0n }))[0]!.args.terms! };
      const renewed = () => p.market.write.renew([tokenId, terms, terms.price], { value: terms.price });
      await assert.emits(renewed(), token, 'UpdateUser', [tokenId, USER, end + 10n * DAY]);
      await time.increaseTo(end + 10n * DAY);
      expect(await userAndEnd()).toEqual([zeroAddress, 0n]);
    });

    it('has a user for ever where neither the seat nor the licence ends', async () => {
      const offer = await makeOffer(c.p, { seats: 1 });
      c.tokenId = await buyLicense(c.p, offer);
      await assert.emits(setUser(USER, FOR_EVER), c.token, 'UpdateUser', [c.tokenId, USER, FOR_EVER]);
      expect(await userAndEnd()).toEqual([USER, FOR_EVER]);
    });

    it('has no user of a perpetual licence beyond the user’s time', async () => {
      const offer = await makeOffer(c.p, { seats: 1 });
      c.tokenId = await buyLicense(c.p, offer);
      const until = BigInt(await time.latest()) + 1000n;
      await setUser(USER, until);
      expect(await userAndEnd()).toEqual([USER, until]);
    });

    it('loses its user when that is cleared', async () => {
      await setUser(USER, FOR_EVER);
      await assert.emits(setUser(zeroAddress, 0n), c.token, 'UpdateUser', [c.tokenId, zeroAddress, 0n]);
      expect(await userAndEnd()).toEqual([zeroAddress, 0n]);
    });

    it('loses its user when the token moves', async () => {
      await setUser(USER, FOR_EVER);
      const args = [c.owner.account.address, c.stranger.account.address, c.tokenId] as const;
      const moved = c.token.write.transferFrom(args, { account: c.owner.account });
      await assert.emits(moved, c.token, 'UpdateUser', [c.tokenId, zeroAddress, 0n]);
      expect(await userAndEnd()).toEqual([zeroAddress, 0n]);
    });

    it('takes its user from nobody but the owner and whom it approved', async () => {
      const refused = setUser(USER, FOR_EVER, c.stranger);
      const facts = [getAddress(c.stranger.account.address), c.tokenId] as const;
      await assert.reverts(refused, c.token, 'ERC721InsufficientApproval', [...facts]);
      await c.token.write.setApprovalForAll([c.operator.account.address, true], {
        account: c.owner.account,
      });
      await setUser(USER, FOR_EVER, c.operator);
    });

    it('has no user where the licence has no seat', async () => {
      c.tokenId = await buyLicense(c.p, await makeOffer(c.p));
      const facts = [c.tokenId, 0n, 0n] as const;
      await assert.reverts(setUser(USER, FOR_EVER), c.p.market, 'LicenseMarket_UnknownSeat', [...facts]);
    });
  });

  describe('as ERC-5643 (views and event)', () => {
    it('says when a subscription ends, that it can be renewed, and until when it then is', async () => {
      const { p, token, tokenId } = await licenseCase();
      const { start } = await p.market.read.licenseOf([tokenId]);
      const end = BigInt(start) + 10n * DAY;
      expect(await token.read.expiresAt([tokenId])).toBe(end);
      expect(await token.read.isRenewable([tokenId])).toBe(true);
      const [made] = await p.market.getEvents.OfferMade({}, { fromBlock: 0n });
      const { terms } = made!.args;
      const renew = () => p.market.write.renew([tokenId, terms!, terms!.price], { value: terms!.price });
      await assert.emits(renew(), token, 'SubscriptionUpdate', [tokenId, end + 10n * DAY]);
      await assert.emits(renew(), token, 'MetadataUpdate', [tokenId]);
      expect(await token.read.expiresAt([tokenId])).toBe(end + 20n * DAY);
    });

    it('knows nothing of a subscription that does not exist', async () => {
      const { token } = await licenseCase();
      for (const call of [() => token.read.expiresAt([9n]), () => token.read.isRenewable([9n])]) {
        await assert.reverts(call(), token, 'ERC721NonexistentToken', [9n]);
      }
    });

    it('is cut short by nobody: a licence that was paid for stays good', async () => {
      const { p, token, tokenId } = await licenseCase();
      const end = await token.read.expiresAt([tokenId]);
      const [made] = await p.market.getEvents.OfferMade({}, { fromBlock: 0n });
      await p.market.write.closeOffer([1n, made!.args.terms!], { account: p.accounts.publisher.account });
      expect(await token.read.expiresAt([tokenId])).toBe(end);
    });
  });
});
