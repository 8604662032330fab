import { getAddress, parseEther, parseEventLogs, zeroAddress } from 'viem';
import { beforeEach, describe, expect, it } from 'vitest';
import { buyLicense, creditOf, makeOffer, offerTerms, registerAsset, RIGHT } from './support/act.ts';
import { deployToken } from './support/mock.ts';
import { assert } from './support/assert.ts';
import { chain, NATIVE, protocol } from './support/protocol.ts';
import type { Protocol } from './support/protocol.ts';

const ONE = parseEther('1');
let p: Protocol;
beforeEach(async () => {
  p = await chain.networkHelpers.loadFixture(protocol);
  await registerAsset(p, 'model');
});
const address = (name: keyof Protocol['accounts']) => getAddress(p.accounts[name].account.address);
type Offer = Awaited<ReturnType<typeof makeOffer>>;
const buy = (
  offer: Offer,
  changes: { quantity?: bigint; value?: bigint; maxPrice?: bigint; recipient?: `0x${string}` } = {},
) => {
  const quantity = changes.quantity ?? 1n;
  const price = offer.terms.price * quantity;
  const { buyer } = p.accounts;
  return p.market.write.buy(
    [
      offer.offerId,
      offer.terms,
      changes.recipient ?? buyer.account.address,
      quantity,
      changes.maxPrice ?? price,
    ],
    { account: buyer.account, value: changes.value ?? price },
  );
};

describe('offer', () => {
  it('emits every term', async () => {
    const terms = offerTerms(p, { duration: 3600, maxSupply: 5, rights: RIGHT.USE | RIGHT.COMMERCIAL });
    const hash = await p.market.write.offer([terms], { account: p.accounts.publisher.account });
    const { logs } = await p.publicClient.getTransactionReceipt({ hash });
    const [event] = parseEventLogs({ abi: p.market.abi, logs, eventName: 'OfferMade' });
    expect(event!.args).toEqual({
      offerId: 1n,
      assetId: 1n,
      seller: address('publisher'),
      terms: { ...terms, seller: address('publisher') },
    });
    expect((event!.data.length - 2) / 2).toBeLessThanOrEqual(416);
  });

  it('refuses whoever does not own the asset', async () => {
    const { stranger } = p.accounts;
    const terms = offerTerms(p, { seller: stranger.account.address });
    const call = p.market.write.offer([terms], { account: stranger.account });
    const facts = [1n, address('stranger'), address('publisher')] as const;
    await assert.reverts(call, p.market, 'LicenseMarket_NotAssetOwner', [...facts]);
  });

  it('refuses rights without USE, or unknown ones', async () => {
    await assert.reverts(
      makeOffer(p, { rights: RIGHT.DERIVE }),
      p.market,
      'LicenseMarket_InvalidRights',
      [4],
    );
    await assert.reverts(makeOffer(p, { rights: 17 }), p.market, 'LicenseMarket_InvalidRights', [17]);
  });

  it('refuses more metered uses than an id can say', async () => {
    const call = makeOffer(p, { uses: 2 ** 24 });
    await assert.reverts(call, p.market, 'LicenseMarket_TooManyUses', [2n ** 24n, 2n ** 24n - 1n]);
  });

  it('refuses a currency that is not listed', async () => {
    const token = await deployToken('TestToken');
    const call = makeOffer(p, { currency: token.address });
    await assert.reverts(call, p.market, 'LicenseMarket_CurrencyNotAllowed', [getAddress(token.address)]);
  });

  it('is closed by its seller alone, and then sells nothing', async () => {
    const offer = await makeOffer(p);
    const args = [offer.offerId, offer.terms] as const;
    const thief = p.market.write.closeOffer(args, { account: p.accounts.stranger.account });
    const facts = [1n, address('stranger'), address('publisher')] as const;
    await assert.reverts(thief, p.market, 'LicenseMarket_NotSeller', [...facts]);
    const close = p.market.write.closeOffer(args, { account: p.accounts.publisher.account });
    await assert.emits(close, p.market, 'OfferClosed', [1n, 1n]);
    await assert.reverts(buy(offer), p.market, 'LicenseMarket_OfferClosed', [1n]);
  });

  it('is void while somebody else owns the asset', async () => {
    const offer = await makeOffer(p);
    const { publisher, stranger } = p.accounts;
    const args = [publisher.account.address, stranger.account.address, 1n] as const;
    await p.assets.write.transferFrom(args, { account: publisher.account });
    const facts = [1n, address('publisher'), address('stranger')] as const;
    await assert.reverts(buy(offer), p.market, 'LicenseMarket_OfferVoid', [...facts]);
  });
});

describe('buy', () => {
  it('mints a licence whose id says everything', async () => {
    const offer = await makeOffer(p, { duration: 3600, rights: RIGHT.USE | RIGHT.TRANSFER });
    const licenseId = await buyLicense(p, offer);
    const start = await chain.networkHelpers.time.latest();
    expect(await p.market.read.ownerOf([licenseId])).toBe(address('buyer'));
    expect(await p.market.read.licenseOf([licenseId])).toEqual({
      assetId: 1n,
      offerId: 1n,
      serial: 1,
      start,
      duration: 3600,
      rights: 9,
      seats: 0,
      uses: 0,
    });
    expect(await p.market.read.expiresAt([licenseId])).toBe(BigInt(start + 3600));
  });

  it('splits the price between protocol, ancestors and owner to the wei', async () => {
    const base = await registerAsset(p, 'base', { by: p.accounts.requester, royaltyBps: 777 });
    const assetId = await registerAsset(p, 'derived', { parents: [base] });
    const price = 1_000_003n;
    await buyLicense(p, await makeOffer(p, { assetId, price }));
    const fee = (price * 250n) / 10_000n;
    const royalty = (price * 777n) / 10_000n;
    expect(await creditOf(p, p.treasury.address)).toBe(fee);
    expect(await creditOf(p, address('requester'))).toBe(royalty);
    expect(await creditOf(p, address('publisher'))).toBe(price - fee - royalty);
    expect(await p.publicClient.getBalance({ address: p.treasury.address })).toBe(price);
  });

  it('says in its event what was bought, and in credits who got what', async () => {
    const offer = await makeOffer(p);
    const hash = await buy(offer, { quantity: 3n });
    const { logs } = await p.publicClient.getTransactionReceipt({ hash });
    const [bought] = parseEventLogs({ abi: p.market.abi, logs, eventName: 'LicenseBought' });
    const start = BigInt(await chain.networkHelpers.time.latest());
    const { licenseId, ...facts } = bought!.args;
    expect(facts).toEqual({
      offerId: 1n,
      recipient: address('buyer'),
      buyer: address('buyer'),
      assetId: 1n,
      quantity: 3n,
      start,
      expiresAt: 0n,
      currency: NATIVE,
      price: 3n * ONE,
      fee: (3n * ONE) / 40n,
      royalty: 0n,
    });
    const credits = parseEventLogs({ abi: p.treasury.abi, logs, eventName: 'Credited' });
    expect(credits.map(({ args }) => args)).toEqual([
      {
        account: getAddress(p.treasury.address),
        currency: NATIVE,
        reason: 2,
        source: licenseId,
        assetId: 0n,
        amount: (3n * ONE) / 40n,
      },
      {
        account: address('publisher'),
        currency: NATIVE,
        reason: 0,
        source: licenseId,
        assetId: 1n,
        amount: 3n * ONE - (3n * ONE) / 40n,
      },
    ]);
    expect(await p.market.read.balanceOf([address('buyer')])).toBe(3n);
    const third = await p.market.read.licenseOf([licenseId + (2n << 88n)]);
    expect(third.serial).toBe(3);
  });

  it('refuses a licence that is underpaid', async () => {
    const call = buy(await makeOffer(p), { value: ONE - 1n });
    await assert.reverts(call, p.market, 'LicenseMarket_Underpaid', [ONE, ONE - 1n]);
  });

  it('refuses more than the price', async () => {
    const call = buy(await makeOffer(p), { value: ONE + 1n });
    await assert.reverts(call, p.market, 'LicenseMarket_Overpaid', [ONE, ONE + 1n]);
  });

  it('refuses a price above what the buyer allows', async () => {
    const call = buy(await makeOffer(p), { maxPrice: ONE - 1n });
    await assert.reverts(call, p.market, 'LicenseMarket_PriceAboveMaximum', [ONE, ONE - 1n]);
  });

  it('refuses terms that are not those of the offer', async () => {
    const offer = await makeOffer(p);
    const cheaper = { ...offer, terms: { ...offer.terms, price: 1n } };
    await assert.reverts(buy(cheaper), p.market, 'LicenseMarket_TermsMismatch', [1n]);
    await assert.reverts(buy({ ...offer, offerId: 2n }), p.market, 'LicenseMarket_UnknownOffer', [2n]);
  });

  it('sells no more than the supply', async () => {
    const offer = await makeOffer(p, { maxSupply: 2 });
    await buy(offer);
    await assert.reverts(buy(offer, { quantity: 2n }), p.market, 'LicenseMarket_SoldOut', [1n, 1n, 2n]);
    await buy(offer);
    await assert.reverts(buy(offer), p.market, 'LicenseMarket_SoldOut', [1n, 0n, 1n]);
    expect(await p.market.read.offerOf([1n])).toEqual([2n, false]);
  });

  it('refuses no licence, too many, and nobody as recipient', async () => {
    const offer = await makeOffer(p);
    await assert.reverts(buy(offer, { quantity: 0n }), p.market, 'LicenseMarket_InvalidQuantity', [0n, 50n]);
    await assert.reverts(buy(offer, { quantity: 51n }), p.market, 'LicenseMarket_InvalidQuantity', [
      51n,
      50n,
    ]);
    await assert.reverts(buy(offer, { recipient: zeroAddress }), p.market, 'LicenseMarket_ZeroRecipient', []);
  });

  it('takes an allow-listed token from whoever approved the treasury', async () => {
    const token = await deployToken('TestToken');
    await p.treasury.write.allowCurrency([token.address, true]);
    const { buyer } = p.accounts;
    await token.write.mint([buyer.account.address, 1000n]);
    await token.write.approve([p.treasury.address, 1000n], { account: buyer.account });
    const offer = await makeOffer(p, { currency: token.address, price: 1000n });
    await assert.reverts(buy(offer, { value: 1n }), p.market, 'LicenseMarket_Overpaid', [0n, 1n]);
    await buy(offer, { value: 0n });
    expect(await token.read.balanceOf([p.treasury.address])).toBe(1000n);
    expect(await p.treasury.read.creditOf([address('publisher'), token.address])).toBe(975n);
  });

  it('stops while paused', async () => {
    const offer = await makeOffer(p);
    await p.market.write.pause();
    await assert.reverts(buy(offer), p.market, 'EnforcedPause', []);
    await assert.reverts(makeOffer(p), p.market, 'EnforcedPause', []);
    await p.market.write.unpause();
    await buy(offer);
  });
});

describe('a licence', () => {
  it('grants its rights to its holder, until it ends', async () => {
    const licenseId = await buyLicense(p, await makeOffer(p, { duration: 100 }));
    const holds = (account: `0x${string}`, rights: number) =>
      p.market.read.isLicensed([licenseId, account, rights]);
    expect(await holds(address('buyer'), RIGHT.USE)).toBe(true);
    expect(await holds(address('buyer'), RIGHT.USE | RIGHT.DERIVE)).toBe(false);
    expect(await holds(address('stranger'), RIGHT.USE)).toBe(false);
    const end = Number(await p.market.read.expiresAt([licenseId]));
    await chain.networkHelpers.time.increaseTo(end - 1);
    expect(await holds(address('buyer'), RIGHT.USE)).toBe(true);
    await chain.networkHelpers.time.increaseTo(end);
    expect(await holds(address('buyer'), RIGHT.USE)).toBe(false);
  });

  it('that does not exist licenses nobody', async () => {
    expect(await p.market.read.isLicensed([1n << 168n, zeroAddress, 0])).toBe(false);
  });

  it('is renewed from its end, or from now when it is over', async () => {
    const offer = await makeOffer(p, { duration: 1000 });
    const licenseId = await buyLicense(p, offer);
    const end = await p.market.read.expiresAt([licenseId]);
    const renew = () =>
      p.market.write.renew([licenseId, offer.terms, ONE], {
        account: p.accounts.stranger.account,
        value: ONE,
      });
    await renew();
    expect(await p.market.read.expiresAt([licenseId])).toBe(end + 1000n);
    await chain.networkHelpers.time.increase(5000);
    await renew();
    const now = BigInt(await chain.networkHelpers.time.latest());
    expect(await p.market.read.expiresAt([licenseId])).toBe(now + 1000n);
    expect(await creditOf(p, address('publisher'))).toBe((3n * ONE * 39n) / 40n);
  });

  it('that is perpetual, closed or underpaid is not renewed', async () => {
    const { stranger, publisher } = p.accounts;
    const perpetual = await makeOffer(p);
    const forEver = await buyLicense(p, perpetual);
    const timed = await makeOffer(p, { duration: 10 });
    const licenseId = await buyLicense(p, timed);
    const renew = (id: bigint, terms: Offer['terms'], value: bigint) =>
      p.market.write.renew([id, terms, ONE], { account: stranger.account, value });
    await assert.reverts(renew(forEver, perpetual.terms, ONE), p.market, 'LicenseMarket_Perpetual', [
      forEver,
    ]);
    await assert.reverts(renew(licenseId, timed.terms, 1n), p.market, 'LicenseMarket_Underpaid', [ONE, 1n]);
    await assert.reverts(renew(licenseId, perpetual.terms, ONE), p.market, 'LicenseMarket_TermsMismatch', [
      2n,
    ]);
    await p.market.write.closeOffer([2n, timed.terms], { account: publisher.account });
    await assert.reverts(renew(licenseId, timed.terms, ONE), p.market, 'LicenseMarket_OfferClosed', [2n]);
  });

  it('moves only with the TRANSFER right', async () => {
    const { buyer, stranger } = p.accounts;
    const bound = await buyLicense(p, await makeOffer(p));
    const free = await buyLicense(p, await makeOffer(p, { rights: RIGHT.USE | RIGHT.TRANSFER }));
    const move = (licenseId: bigint) =>
      p.market.write.transferFrom([buyer.account.address, stranger.account.address, licenseId], {
        account: buyer.account,
      });
    await assert.reverts(move(bound), p.market, 'LicenseMarket_NotTransferable', [bound]);
    await move(free);
    expect(await p.market.read.isLicensed([free, address('stranger'), RIGHT.USE])).toBe(true);
    expect(await p.market.read.isLicensed([free, address('buyer'), RIGHT.USE])).toBe(false);
  });

  it('draws its own card as data', async () => {
    const rights = RIGHT.USE | RIGHT.COMMERCIAL | RIGHT.DERIVE | RIGHT.TRANSFER;
    const licenseId = await buyLicense(p, await makeOffer(p, { rights, duration: 60 }));
    const uri = await p.market.read.tokenURI([licenseId]);
    const json = JSON.parse(atob(uri.replace('data:application/json;base64,', '')));
    expect(json.name).toBe('Cultivar licence 1/1');
    expect(json.attributes[1]).toEqual({ trait_type: 'rights', value: 'use, commercial, derive, transfer' });
    expect(BigInt(json.attributes[3].value)).toBe(await p.market.read.expiresAt([licenseId]));
    expect(atob(json.image.replace('data:image/svg+xml;base64,', ''))).toContain('asset 1</text>');
  });
});

describe('the fee', () => {
  it('is set by governance, up to 5 %', async () => {
    await assert.emits(p.market.write.setFee([500]), p.market, 'FeeSet', [500n]);
    expect(await p.market.read.feeBps()).toBe(500);
    await assert.reverts(p.market.write.setFee([501]), p.market, 'LicenseMarket_FeeTooHigh', [501n, 500n]);
    const stranger = p.market.write.setFee([1], { account: p.accounts.stranger.account });
    await assert.reverts(stranger, p.market, 'AccessManagedUnauthorized', [address('stranger')]);
  });
});
