import { getAddress, parseAbi, parseEventLogs, zeroAddress } from 'viem';
import { beforeEach, describe, expect, it } from 'vitest';
import { buyLicense, makeOffer, offerTerms, registerAsset, RIGHT } from './support/act.ts';
import { assert } from './support/assert.ts';
import { deployToken } from './support/mock.ts';
import { chain, protocol } from './support/protocol.ts';
import type { Protocol } from './support/protocol.ts';

const MOST = 2n ** 256n - 1n;
const SAFE_CAST = parseAbi(['error SafeCastOverflowedUintDowncast(uint8 bits, uint256 value)']);

let p: Protocol;
beforeEach(async () => {
  p = await chain.networkHelpers.loadFixture(protocol);
  await registerAsset(p, 'model');
});
const address = (name: keyof Protocol['accounts']) => getAddress(p.accounts[name].account.address);
type Offer = Awaited<ReturnType<typeof makeOffer>>;
const buy = (offer: Offer, quantity: bigint, maxPrice: bigint, value: bigint) =>
  p.market.write.buy([offer.offerId, offer.terms, address('buyer'), quantity, maxPrice], {
    account: p.accounts.buyer.account,
    value,
  });
const renew = (licenseId: bigint, offer: Offer, maxPrice = offer.terms.price, value = offer.terms.price) =>
  p.market.write.renew([licenseId, offer.terms, maxPrice], { account: p.accounts.buyer.account, value });
const sellAsset = (to: keyof Protocol['accounts']) =>
  p.assets.write.transferFrom([address('publisher'), address(to), 1n], {
    account: p.accounts.publisher.account,
  });

describe('an offer', () => {
  it('is refused for an asset that does not exist, or in another’s name', async () => {
    await assert.reverts(makeOffer(p, { assetId: 9n }), p.assets, 'ERC721NonexistentToken', [9n]);
    await assert.reverts(makeOffer(p, { assetId: MOST }), p.assets, 'ERC721NonexistentToken', [MOST]);
    const facts = [1n, address('publisher'), address('publisher')] as const;
    const call = makeOffer(p, { seller: address('stranger') });
    await assert.reverts(call, p.market, 'LicenseMarket_NotAssetOwner', [...facts]);
  });

  it('is refused by whoever has sold the asset', async () => {
    await sellAsset('stranger');
    const facts = [1n, address('publisher'), address('stranger')] as const;
    await assert.reverts(makeOffer(p), p.market, 'LicenseMarket_NotAssetOwner', [...facts]);
  });

  it('takes the largest numbers there are', async () => {
    const terms = {
      price: 2n ** 128n - 1n,
      duration: 2 ** 40 - 1,
      maxSupply: 2 ** 32 - 1,
      seats: 2 ** 16 - 1,
      uses: 2 ** 24 - 1,
      rights: 15,
    };
    const offer = await makeOffer(p, terms);
    const call = buy(offer, 50n, MOST, 1n);
    const price = 50n * (2n ** 128n - 1n);
    await assert.reverts(call, p.market, 'LicenseMarket_Underpaid', [price, 1n]);
    expect(await p.market.read.offerOf([offer.offerId])).toEqual([0n, false]);
  });

  it('is closed once, with its own terms, while it exists', async () => {
    const offer = await makeOffer(p);
    const close = (offerId: bigint, terms = offer.terms) =>
      p.market.write.closeOffer([offerId, terms], { account: p.accounts.publisher.account });
    await assert.reverts(close(2n), p.market, 'LicenseMarket_UnknownOffer', [2n]);
    const other = { ...offer.terms, seats: 1 };
    await assert.reverts(close(1n, other), p.market, 'LicenseMarket_TermsMismatch', [1n]);
    await close(1n);
    expect(await p.market.read.offerOf([1n])).toEqual([0n, true]);
    await assert.reverts(close(1n), p.market, 'LicenseMarket_OfferClosed', [1n]);
    await assert.reverts(p.market.read.offerOf([2n]), p.market, 'LicenseMarket_UnknownOffer', [2n]);
  });

  it('may be closed by its seller also when the asset was sold', async () => {
    const offer = await makeOffer(p);
    await sellAsset('stranger');
    await p.market.write.closeOffer([1n, offer.terms], { account: p.accounts.publisher.account });
  });

  it('lives again when the asset comes back to its seller', async () => {
    const offer = await makeOffer(p);
    await sellAsset('stranger');
    await p.assets.write.transferFrom([address('stranger'), address('publisher'), 1n], {
      account: p.accounts.stranger.account,
    });
    await buyLicense(p, offer);
  });
});

describe('a purchase', () => {
  it('of a free licence costs nothing, and takes nothing', async () => {
    const offer = await makeOffer(p, { price: 0n });
    await buy(offer, 50n, 0n, 0n);
    expect(await p.market.read.balanceOf([address('buyer')])).toBe(50n);
    await assert.reverts(buy(offer, 1n, 0n, 1n), p.market, 'LicenseMarket_Overpaid', [0n, 1n]);
  });

  it('of the largest quantity is refused by name', async () => {
    const call = buy(await makeOffer(p), MOST, MOST, 1n);
    await assert.reverts(call, p.market, 'LicenseMarket_InvalidQuantity', [MOST, 50n]);
  });

  it('refuses terms that differ in a single bit, whichever', async () => {
    const offer = await makeOffer(p, { maxSupply: 2, duration: 2, seats: 2, uses: 2 });
    const { terms } = offer;
    const lastBit = `${terms.textDigest.slice(0, -1)}${terms.textDigest.endsWith('0') ? '1' : '0'}` as const;
    for (const changes of [
      { assetId: 0n },
      { seller: address('stranger') },
      { currency: address('stranger') },
      { price: terms.price - 1n },
      { duration: 3 },
      { maxSupply: 3 },
      { seats: 3 },
      { uses: 3 },
      { rights: 3 },
      { textDigest: lastBit as `0x${string}` },
    ]) {
      const call = buy({ ...offer, terms: { ...terms, ...changes } }, 1n, MOST, terms.price);
      await assert.reverts(call, p.market, 'LicenseMarket_TermsMismatch', [1n]);
    }
    await buyLicense(p, offer);
  });

  it('gives one wei to the owner, undivided', async () => {
    const offer = await makeOffer(p, { price: 1n });
    await buyLicense(p, offer);
    expect(await p.treasury.read.creditOf([address('publisher'), zeroAddress])).toBe(1n);
  });

  it('refuses a token that lies about transfers, or keeps a part', async () => {
    const { buyer } = p.accounts;
    for (const name of ['FalseToken', 'FeeToken'] as const) {
      const token = await deployToken(name);
      await p.treasury.write.allowCurrency([token.address, true]);
      await token.write.mint([buyer.account.address, 1000n]);
      await token.write.approve([p.treasury.address, 1000n], { account: buyer.account });
      const offer = await makeOffer(p, { currency: token.address, price: 1000n });
      const call = buy(offer, 1n, 1000n, 0n);
      if (name === 'FeeToken') {
        const facts = [getAddress(token.address), 1000n, 990n] as const;
        await assert.reverts(call, p.treasury, 'Treasury_WrongTransfer', [...facts]);
      } else {
        const abi = parseAbi(['error SafeERC20FailedOperation(address token)']);
        const facts = [getAddress(token.address)] as const;
        await assert.reverts(call, { ...p.treasury, abi }, 'SafeERC20FailedOperation', [...facts]);
      }
      expect(await p.market.read.balanceOf([address('buyer')])).toBe(0n);
    }
  });
});

describe('a renewal', () => {
  it('refuses a licence that does not exist', async () => {
    const offer = await makeOffer(p, { duration: 10 });
    await assert.reverts(renew(9n, offer), p.market, 'ERC721NonexistentToken', [9n]);
  });

  it('refuses a price above what the payer allows, and more value than the price', async () => {
    const offer = await makeOffer(p, { duration: 10, price: 100n });
    const licenseId = await buyLicense(p, offer);
    const dear = renew(licenseId, offer, 99n);
    await assert.reverts(dear, p.market, 'LicenseMarket_PriceAboveMaximum', [100n, 99n]);
    const over = renew(licenseId, offer, 100n, 101n);
    await assert.reverts(over, p.market, 'LicenseMarket_Overpaid', [100n, 101n]);
  });

  it('is refused while somebody else owns the asset', async () => {
    const offer = await makeOffer(p, { duration: 10 });
    const licenseId = await buyLicense(p, offer);
    await sellAsset('stranger');
    const facts = [offer.offerId, address('publisher'), address('stranger')] as const;
    await assert.reverts(renew(licenseId, offer), p.market, 'LicenseMarket_OfferVoid', [...facts]);
  });

  it('tells of units only where there are some, and of a user only where there is one', async () => {
    const offer = await makeOffer(p, { duration: 10, seats: 1, price: 0n });
    const licenseId = await buyLicense(p, offer);
    const hash = await renew(licenseId, offer);
    const { logs } = await p.publicClient.getTransactionReceipt({ hash });
    expect(parseEventLogs({ abi: p.market.abi, logs }).map(({ eventName }) => eventName)).toEqual([
      'SubscriptionUpdate',
      'MetadataUpdate',
      'LicenseRenewed',
    ]);
  });

  it('is paid in the token of the offer', async () => {
    const token = await deployToken('TestToken');
    const { buyer } = p.accounts;
    await p.treasury.write.allowCurrency([token.address, true]);
    await token.write.mint([buyer.account.address, 2000n]);
    await token.write.approve([p.treasury.address, 2000n], { account: buyer.account });
    const offer = await makeOffer(p, { currency: token.address, price: 1000n, duration: 10 });
    await buy(offer, 1n, 1000n, 0n);
    const [bought] = await p.market.getEvents.LicenseBought({});
    const licenseId = bought!.args.licenseId!;
    await assert.reverts(renew(licenseId, offer, 1000n, 5n), p.market, 'LicenseMarket_Overpaid', [0n, 5n]);
    const end = BigInt(await p.market.read.expiresAt([licenseId])) + 10n;
    await assert.emits(renew(licenseId, offer, 1000n, 0n), p.market, 'LicenseRenewed', [
      licenseId,
      offer.offerId,
      address('buyer'),
      end,
      getAddress(token.address),
      1000n,
      25n,
      0n,
    ]);
    expect(await token.read.balanceOf([p.treasury.address])).toBe(2000n);
  });

  it('stops while paused, and cannot reach beyond time', async () => {
    const offer = await makeOffer(p, { duration: 2 ** 40 - 1, price: 0n });
    const licenseId = await buyLicense(p, offer);
    let end = await p.market.read.expiresAt([licenseId]);
    for (; end + 2n ** 40n - 1n < 2n ** 48n; end += 2n ** 40n - 1n) await renew(licenseId, offer);
    const facts = [48, end + 2n ** 40n - 1n] as const;
    const market = { ...p.market, abi: SAFE_CAST };
    await assert.reverts(renew(licenseId, offer), market, 'SafeCastOverflowedUintDowncast', [...facts]);
    await p.market.write.pause();
    await assert.reverts(renew(licenseId, offer), p.market, 'EnforcedPause', []);
  });
});

describe('a licence that does not exist', () => {
  it('has no facts and covers nobody', async () => {
    for (const call of [
      () => p.market.read.licenseOf([9n]),
      () => p.market.read.tokenURI([9n]),
      () => p.market.read.expiresAt([9n]),
    ]) {
      await assert.reverts(call(), p.market, 'ERC721NonexistentToken', [9n]);
    }
    const granting = BigInt(RIGHT.USE);
    expect(await p.market.read.isLicensed([granting, zeroAddress, RIGHT.USE])).toBe(false);
    expect(await p.market.read.isLicensed([granting, address('buyer'), 0])).toBe(false);
  });

  it('is not minted for a seller who is somebody else in the terms', async () => {
    const offer = await makeOffer(p);
    const terms = { ...offerTerms(p), seller: address('stranger') };
    await assert.reverts(buy({ ...offer, terms }, 1n, MOST, 1n), p.market, 'LicenseMarket_TermsMismatch', [
      1n,
    ]);
  });
});

describe('governance of the market', () => {
  it('is closed to everybody else', async () => {
    const { stranger } = p.accounts;
    for (const call of [
      () => p.market.write.pause({ account: stranger.account }),
      () => p.market.write.unpause({ account: stranger.account }),
      () => p.market.write.setFee([0], { account: stranger.account }),
    ]) {
      await assert.reverts(call(), p.market, 'AccessManagedUnauthorized', [address('stranger')]);
    }
  });

  it('changes the fee of sales to come, at the cost of the owner alone', async () => {
    const offer = await makeOffer(p, { price: 10_000n });
    await buyLicense(p, offer);
    await p.market.write.setFee([500]);
    await buyLicense(p, offer);
    expect(await p.treasury.read.creditOf([address('publisher'), zeroAddress])).toBe(9_750n + 9_500n);
    await p.market.write.setFee([0]);
    await buyLicense(p, offer);
    expect(await p.treasury.read.creditOf([p.treasury.address, zeroAddress])).toBe(250n + 500n);
  });
});
